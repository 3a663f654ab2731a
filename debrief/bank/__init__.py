"""The bank: questions as data, read and checked. Pure: no screen, no disk but the bank's own files."""

from debrief.bank.bank import AGE_ITEM, Bank
from debrief.bank.load import bank_of, load_bank

__all__ = ["AGE_ITEM", "Bank", "bank_of", "load_bank"]
