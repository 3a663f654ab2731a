"""``python -m debrief``."""

from debrief.launch import main

main()
