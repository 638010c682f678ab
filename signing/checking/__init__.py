"""Files are checked: for visitors, for programs, for the rooms beside this one; how often a stranger may ask."""
