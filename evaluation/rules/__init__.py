"""Rule by rule: which records show it, and the function that reads them. None writes anything."""

from dataclasses import dataclass

from evaluation.rules.asking import Asked, Found
from evaluation.rules.of_cadres import (
    not_borrowed,
    presence_floor,
    reporting_in,
    something_each_fortnight,
)
from evaluation.rules.of_learning import came_to_training, has_a_mentor, written_when_it_was
from evaluation.rules.of_leave import back_in_time, leave_asked_first
from evaluation.rules.of_matters import deliberated, done_in_time, reviewed_monthly, taken_in_time
from evaluation.rules.of_meetings import bottom_lines, meetings_and_visits, mended_or_not
from evaluation.rules.of_villages import branch_life, money_in_the_open, planned, wall_and_board

__all__ = ["CHECKS", "SOURCES", "Asked", "Found", "Held"]

CHECKS = {
    "R01": reporting_in,
    "R02": presence_floor,
    "R03": leave_asked_first,
    "R04": back_in_time,
    "R06": not_borrowed,
    "R07": something_each_fortnight,
    "R08": meetings_and_visits,
    "R09": wall_and_board,
    "R10": planned,
    "R11": branch_life,
    "R12": taken_in_time,
    "R13": deliberated,
    "R14": done_in_time,
    "R15": reviewed_monthly,
    "R16": came_to_training,
    "R17": has_a_mentor,
    "R18": money_in_the_open,
    "R19": bottom_lines,
    "R20": written_when_it_was,
    "R21": mended_or_not,
}


@dataclass(frozen=True)
class Held:
    """A record that shows a rule kept or not: `app.Model` and its fields. The app owns it."""

    model: str
    fields: str

    @property
    def app(self):
        return self.model.split(".")[0]


# What people verify on the spot and write down as a hint themselves (登记): no record before it.
BY_HAND = Held("evaluation.Hint", "text happened_on entered_by")
SOURCES = {
    "R01": [Held("cadres.Posting", "noticed_on reported_on party_moved_on handed_over_on")],
    "R02": [Held("cadres.Presence", "days working_days leave_days confirmed_at")],
    "R03": [Held("cadres.Leave", "first_on entered_at decided_at level decided_level")],
    "R04": [Held("cadres.Leave", "last_on returned_on extends")],
    "R05": [BY_HAND],
    "R06": [Held("cadres.Borrowing", "office began_on approval")],
    "R07": [
        Held("cadres.WorkLog", "happened_on"),
        Held("villages.Visit", "happened_on"),
        Held("petitions.MatterStep", "happened_on"),
        Held("training.Attendance", "turnout"),
        Held("mentors.MentoringNote", "happened_on"),
    ],
    "R08": [
        Held("cadres.MeetingAbsence", "meeting cadre"),
        Held("cadres.WorkReport", "quarter reported_on"),
        Held("villages.VillageWeek", "monday due visits"),
    ],
    "R09": [
        Held("cadres.Wall", "cadre village made_on"),
        Held("villages.BoardSeat", "seat since until"),
    ],
    "R10": [
        Held("villages.Plan", "kind began_on ends_on"),
        Held("villages.PlanTask", "due_on owner"),
        Held("villages.PlanProgress", "percent word"),
    ],
    "R11": [Held("villages.PartyActivity", "kind happened_on")],
    "R12": [Held("petitions.Matter", "respond_by responded_on")],
    "R13": [
        Held("petitions.MatterStep", "moved_to happened_on"),
        Held("petitions.Deliberation", "matter held_on due_on owner"),
    ],
    "R14": [Held("petitions.Matter", "due_on done_by done_on told_on upper state")],
    "R15": [Held("petitions.Review", "month households present held_on published_on")],
    "R16": [Held("training.Attendance", "turnout explanation")],
    "R17": [Held("mentors.Pairing", "cadre began_on ended_on"), BY_HAND],
    "R18": [
        Held("villages.Project", "state decided_on decision"),
        Held("villages.Publication", "quarter shown_on"),
    ],
    "R19": [
        Held("cadres.CaseResult", "told_on organ text"),
        Held("villages.Incident", "occurred_at reported_at"),
    ],
    "R20": [Held("cadres.WorkLog", "happened_on entered_at late_reason"), BY_HAND],
    "R21": [Held("cadres.Recall", "talked_on warned_on checked_on mended_on"), BY_HAND],
}
