"""Of cadres' files: who sees which record, and one of each in every village."""

from cadres.models import AppointmentForm, Cadre, Correction
from fushan.kit.lrmx import Form, write
from fushan.kit.lrmx.form import BLANK
from fushan.org.models import User
from tests.matrix.seen import Seen

A_CADRES = Seen(lambda row: row.area_code, own=lambda row: row.cadre_id, private=True)

SEEN = {AppointmentForm: A_CADRES, Correction: A_CADRES}


def handed_in(county, spot):
    """An appointment form with a word of its own in it, and something that is said to be wrong."""
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
