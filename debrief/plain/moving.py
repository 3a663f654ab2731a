"""From place to place: by name, by a word, back, by section; what an agency lacks."""

from __future__ import annotations

from debrief.interview import Address
from debrief.language import fold, say
from debrief.plain.choosing import Chooser
from debrief.plain.showing import spot_line
from debrief.plain.talk import Talk
from debrief.plain.ways import Back, GoTo, ToList
from debrief.tui import phrases
from debrief.tui.agencies import agency_name
from debrief.tui.finding import nearest, words_of
from debrief.tui.outline import Spot, all_spots, mark_of, next_instance, not_made, spots_of
from debrief.tui.widgets.spec import Option

_MOST = 30


def go(talk: Talk, rest: str) -> None:
    """To a question by its name, such as leg_from/2; else by words."""
    spot = _spot(talk, rest)
    if spot is None:
        find(talk, rest)
    elif talk.exists(spot):
        raise GoTo(spot)
    else:
        talk.prompts.put(say("There is no such part yet. .add makes one."))


def _spot(talk: Talk, text: str) -> Spot | None:
    interview = talk.working.interview
    try:
        address = Address.parse(text.strip())
    except ValueError:
        return None
    if address.item in interview.bank.repeats:
        return Spot(interview.bank.items_in_repeat(address.item)[0], address.instance)
    if address.item not in interview.bank.items:
        return None
    repeat = interview.bank.repeat_of(address.item)
    if repeat is None or address.instance:
        return Spot(address.item, address.instance)
    made = interview.instances(repeat)
    return Spot(address.item, made[-1] if made else next_instance(interview, repeat))


def find(talk: Talk, rest: str) -> None:
    """A question by any word of it or of its topic; a card or an answer by a name, in any script."""
    words = fold(rest or talk.prompts.ask_line(say("Any word of it, or of its topic"))).split()
    if not words:
        return
    interview = talk.working.interview
    spots = {str(spot.address): spot for spot in (*all_spots(interview), *not_made(interview))}
    texts = {at: words_of(interview, spot) for at, spot in spots.items()}
    found = [spots[at] for at in nearest(texts, words)[:_MOST]]
    if not found:
        talk.prompts.put(say("Nothing in the list has this in it."))
        return
    options = [Option(str(spot.address), spot_line(interview, spot)) for spot in found]
    chooser = Chooser(talk.prompts, options)
    for number, option in enumerate(options, start=1):
        talk.prompts.put(f"{number} {option.label}")
    chosen = chooser.one(say("Number; Enter stays here"))
    if isinstance(chosen, Option):
        raise GoTo(next(spot for spot in found if str(spot.address) == chosen.code))


def lead_on(talk: Talk, rest: str) -> None:
    """The next question that is suggested."""
    talk.lead_on()


def back(talk: Talk, rest: str) -> None:
    """To the place where one was before."""
    if not talk.trail:
        talk.prompts.put(say("This is where you began."))
        raise Back
    spot = talk.trail.pop()
    talk.spot = None  # going back is no step of the trail
    raise GoTo(spot)


def here(talk: Talk, rest: str) -> None:
    """Leaves what is being asked, and reads out the place one is in."""
    talk.show()
    raise Back


def sections(talk: Talk, rest: str) -> None:
    """The sections; with the code of one, its questions and how each stands."""
    interview = talk.working.interview
    if rest in interview.bank.sections:
        for spot in spots_of(interview, rest):
            talk.prompts.put(f"{spot.address}: {spot_line(interview, spot)}")
        return
    for code in interview.bank.sections:
        spots = list(spots_of(interview, code))
        open_ = sum(mark_of(interview, spot).name in ("OPEN", "PARTLY") for spot in spots)
        title = phrases.section_title(interview.bank, code)
        talk.prompts.put(say("{code} {title}: {count} may be asked now", code=code, title=title, count=open_))


def lacking(talk: Talk, rest: str) -> None:
    """For each agency how much is on record, accounted for and lacking; of one, what is lacking."""
    interview = talk.working.interview
    for each in interview.coverage():
        name = agency_name(each.agency)
        held, lack = len(each.held), len(each.lacking)
        line = say(
            "{code} {agency}: {held} on record, {lacking} lacking",
            code=each.agency,
            agency=name,
            held=held,
            lacking=lack,
        )
        talk.prompts.put(line)
        if rest.upper() == each.agency:
            for item in each.lacking:
                talk.prompts.put(f"{item}: {phrases.item_label(interview.bank.items[item])}")


def to_list(talk: Talk, rest: str) -> None:
    """To the list of de-briefs; everything said is kept."""
    raise ToList
