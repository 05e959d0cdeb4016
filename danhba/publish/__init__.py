"""publish: the directory as one atomic publication. A published format is one module with `render(edition) ->
bytes`."""
