"""The screen: screens, widgets and the process they live in. No other room knows it.

Nothing is imported here on purpose: ``debrief.tui.process.prepare()`` has to run
before Textual is imported, because Textual reads its environment at import.
"""
