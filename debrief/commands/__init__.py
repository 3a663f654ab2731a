"""The commands, by whom they serve: the vault's keepers, those who share, the central repository."""
