"""Of cadres' files: who sees which record, and one of each in every village."""

from cadres.models import AppointmentForm, Cadre, Correction, Recall
from fushan.kit.lrmx import Form, write
from fushan.kit.lrmx.form import BLANK
from fushan.org.models import User, Village
from tests.matrix.seen import Seen

A_CADRES = Seen(lambda row: row.area_code, own=lambda row: row.cadre_id, private=True)

RECALLED = Seen(lambda row: row.village_id, own=lambda row: row.cadre_id, personal=True)

SEEN = {AppointmentForm: A_CADRES, Correction: A_CADRES, Recall: RECALLED}


def handed_in(county, spot):
    """An appointment form with a word of its own in it, something said to be wrong, a recall."""
    if Cadre not in spot.made:
        return
    mine = {"cadre": spot[Cadre], "area_code": spot.code}
    word = county.word()
    form = Form(BLANK | {"XingMing": spot[Cadre].name, "JianLi": word})
    received = {"received_on": county.today, "received_by": spot[User]}
    row = AppointmentForm(**received, **mine)
    row.file = write(form).decode()
    row.save()
    spot.made[AppointmentForm] = county.marks[word] = row
    county.made(spot, Correction, text=..., asked_on=county.today, **mine)
    called = {"cadre": spot[Cadre], "village": spot[Village], "entered_by": spot[User]}
    county.made(spot, Recall, reason=..., note=..., talked_on=county.today, **called)
