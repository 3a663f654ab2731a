"""The screens, one a file. Import the one you need: the first to be shown must be light."""
