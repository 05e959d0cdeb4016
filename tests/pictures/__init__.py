"""Pictures of what people read, for docs/pictures/: `make pictures`."""
