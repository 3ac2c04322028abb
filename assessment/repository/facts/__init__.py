"""Facts read in a repository, with file and line: no names, no secrets, no file contents."""
