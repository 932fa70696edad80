"""Radio's documents: the script and the cue sheet. Its sound is made in `audio`."""
