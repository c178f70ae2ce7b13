"""Initial passwords on paper: slips to cut, as PDF."""

from dataclasses import asdict, dataclass

from fushan.reports.paper import Paper


@dataclass(frozen=True)
class Slip:
    """The password stands here and on the paper, and nowhere else."""

    name: str
    where: str
    username: str
    password: str


def slips_paper(slips, *, title, address):
    data = {"title": title, "address": address, "slips": [asdict(slip) for slip in slips]}
    return Paper("slips.typ", data)
