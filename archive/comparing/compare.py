"""Set two to six reports of one event side by side."""

from __future__ import annotations

import datetime as dt
import statistics
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from archive.comparing.alignment import align_sentences, answers, tells
from archive.comparing.claims.ages import find_age_rows
from archive.comparing.claims.befallen import find_person_rows
from archive.comparing.claims.blamed import find_accused_rows, find_blame_rows
from archive.comparing.claims.certainty import find_certainty_rows
from archive.comparing.claims.clocks import find_clock_rows
from archive.comparing.claims.conditions import find_condition_rows
from archive.comparing.claims.counts import find_count_rows
from archive.comparing.claims.dates import find_date_rows
from archive.comparing.claims.deeds import find_deed_rows
from archive.comparing.claims.denials import find_denial_rows
from archive.comparing.claims.entities import find_entity_rows
from archive.comparing.claims.evidence import find_evidence_rows
from archive.comparing.claims.inquiries import find_inquiry_rows
from archive.comparing.claims.journeys import find_journey_rows
from archive.comparing.claims.losses import find_loss_rows
from archive.comparing.claims.measures import find_measure_rows
from archive.comparing.claims.missions import find_meanwhile_rows, find_mission_rows
from archive.comparing.claims.names import find_name_rows
from archive.comparing.claims.offences import find_offence_rows
from archive.comparing.claims.opposed import find_none_rows, find_opposed_rows
from archive.comparing.claims.opposites import find_opposite_rows
from archive.comparing.claims.patients import find_patient_rows
from archive.comparing.claims.places import find_place_rows
from archive.comparing.claims.purposes import find_purpose_rows
from archive.comparing.claims.quotes import find_quote_rows, shared_quotations
from archive.comparing.claims.ranks import find_rank_rows
from archive.comparing.claims.scores import find_score_rows
from archive.comparing.claims.sources import find_source_rows
from archive.comparing.claims.statements import find_statement_rows
from archive.comparing.claims.statuses import find_status_rows
from archive.comparing.claims.tallies import find_tally_rows
from archive.comparing.claims.themes import find_theme_rows
from archive.comparing.claims.things import find_thing_rows
from archive.comparing.claims.vehicles import find_vehicle_rows
from archive.comparing.event_reading import EventReading, lede_end, read_event
from archive.comparing.namesakes import with_one_place_each
from archive.comparing.ordering import row_order, without_repeats
from archive.comparing.reading import Reading, read_report
from archive.comparing.sentence_weights import weigh_sentences
from archive.comparing.shared import (
    FindPair,
    count_independent,
    find_pair_text,
    find_shared_text,
    shared_shares,
)
from archive.comparing.strands import Strands, find_strands
from archive.comparing.times import Grain
from archive.records import ClaimRow, Comparison, Report


def compare_reports(reports: Sequence[Report], find_pair: FindPair = find_pair_text) -> Comparison:
    """Set reports side by side: aligned passages, shared text, claim rows, shares.

    Alignment is sorted best first; rows that differ come first, the event before its background. Every offset counts
    characters of the body of the report it names. A report without a date is counted from the others' dates.
    ``find_pair`` finds the text that two readings share, for callers that know it already. The order of the reports
    makes no difference: they are taken by their ids.
    """
    readings = read_reports(sorted(reports, key=lambda report: report.id))
    day = event_day(readings)
    event = _without_stray_vehicle(read_event(readings, day))
    strands = find_strands(event)
    found = list(find_rows(event, strands))
    found += find_statement_rows(event, strands, found)
    rows = tuple(without_repeats(sorted(found, key=row_order)))
    quotations = shared_quotations(event)
    shared = find_shared_text(readings, find_pair)
    return Comparison(
        alignment=align_sentences(
            readings,
            weigh_sentences(readings, _with_deaths(event, strands), event.cues),
            _marks(event, strands, rows),
        ),
        shared=(*shared, *quotations),
        rows=rows,
        shared_shares=shared_shares(readings, shared),
        independent_texts=count_independent(readings, shared),
    )


def _without_stray_vehicle(event: EventReading) -> EventReading:
    """Drop an aircraft that hardly a lede names: it was bombed, or flew there once; the event is not its loss."""
    if event.vehicle is None or event.vehicle in event.core or not event.families:
        return event
    naming = sum(
        any(mention.type.family in event.families for mention in reading.aircraft_in(0, lede_end(reading)))
        for reading in event.readings
    )
    is_stray = 2 * naming < len(event.readings)
    return replace(event, vehicle=None, families=frozenset()) if is_stray else event


def read_reports(reports: Sequence[Report]) -> tuple[Reading, ...]:
    """Read each report once; one without a date is read as of the middle date of the others."""
    days = [report.published_on.toordinal() for report in reports if report.published_on is not None]
    middle = dt.date.fromordinal(statistics.median_low(days)) if days else None
    return with_one_place_each(
        tuple(read_report(report, report.published_on or middle) for report in reports)
    )


def event_day(readings: Sequence[Reading]) -> dt.date | None:
    """Return the day most ledes name, else the earliest day a report was written, else ``None``."""
    named = Counter(
        time.first
        for reading in readings
        for time in reading.times_in(0, lede_end(reading))
        if time.grain is Grain.DAY
    )
    if named:
        return max(sorted(named), key=lambda day: named[day])
    written = [reading.today for reading in readings if reading.today is not None]
    return min(written, default=None)


# Rows of these kinds are met in sentences of every matter; sharing one does not make two sentences tell the same.
_MET_EVERYWHERE = frozenset({"name", "owner", "aircraft", "statement", "status"})


def _with_deaths(event: EventReading, strands: Strands) -> dict[int, list[frozenset[str]]]:
    """Return the concepts of each sentence, and of those that tell of deaths whose they are."""
    told = {article: list(sentences) for article, sentences in event.concepts.items()}
    readings = {reading.id: reading for reading in event.readings}
    for (article, number), group in strands.groups.items():
        if event.tells_deaths(readings[article], number):
            told[article][number] |= {f"deaths in {group}"}
    return told


def _marks(
    event: EventReading, strands: Strands, rows: Sequence[ClaimRow]
) -> dict[int, list[frozenset[str]]]:
    """Return, for each sentence, marks of the event it tells and of the rows it answers."""
    marked: dict[int, list[set[str]]] = {r.id: [set() for _ in r.sentences] for r in event.readings}
    readings = {reading.id: reading for reading in event.readings}
    for (article, number), group in strands.groups.items():
        marked[article][number].add(tells(group))
    for index, row in enumerate(rows):
        for cell in row.cells if row.kind not in _MET_EVERYWHERE else ():
            marked[cell.article][readings[cell.article].sentence_at(cell.start)].add(answers(index))
    return {article: [frozenset(held) for held in sentences] for article, sentences in marked.items()}


def find_rows(event: EventReading, strands: Strands) -> Iterator[ClaimRow]:
    """Yield the claim rows of every kind, none whose cells all stand in one before it."""
    seen: list[frozenset[tuple[int, int, int]]] = []
    for find in (
        find_count_rows,
        find_measure_rows,
        find_tally_rows,
        find_date_rows,
        find_clock_rows,
        find_place_rows,
        find_journey_rows,
        find_loss_rows,
        find_blame_rows,
        find_accused_rows,
        find_opposed_rows,
        find_none_rows,
        find_opposite_rows,
        find_denial_rows,
        find_inquiry_rows,
        find_vehicle_rows,
        find_certainty_rows,
        find_mission_rows,
        find_meanwhile_rows,
        find_purpose_rows,
        find_rank_rows,
        find_theme_rows,
        find_deed_rows,
        find_person_rows,
        find_patient_rows,
        find_condition_rows,
        find_offence_rows,
        find_status_rows,
        find_score_rows,
        find_thing_rows,
    ):
        for row in find(event, strands):
            cells = frozenset((cell.article, cell.start, cell.end) for cell in row.cells)
            if not any(cells <= told for told in seen):
                seen.append(cells)
                yield row
                yield from find_source_rows(event, row)
    yield from find_age_rows(event)
    yield from find_quote_rows(event)
    yield from find_evidence_rows(event)
    yield from find_name_rows(event)
    yield from find_entity_rows(event)
