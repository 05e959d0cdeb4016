"""What is right: the form, the pandera models, the catalogue of findings. Imports nothing else of ours."""
