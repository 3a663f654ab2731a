"""Proofs about the questionnaire: the same conditions that the interview runs, over every state.

Needs z3 (the extra ``proof``); nothing else of the app does.
"""
