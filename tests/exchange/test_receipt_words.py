"""What a receipt says, in words."""

from debrief.exchange import receipt_words


def test_a_verdict_is_said_with_its_code() -> None:
    assert (
        receipt_words("LA-17", "accepted", None) == "Receipt taken in for LA-17. The central repository has it."
    )
    assert "refused it (BAG-01)" in receipt_words("LA-17", "refused", "BAG-01")
    assert "keeps it apart (UKHTC-33)" in receipt_words("LA-17", "held", "UKHTC-33")
