"""Archives of a repository, read member by member; nothing of them is unpacked but git's own objects."""
