"""A sheet whose lines name a cadre and a day: who it was, of all who are called so."""

from collections import defaultdict

from django.utils.formats import date_format

from cadres.models import Posting
from fushan.desk.registers import Places, Register, Unclear


class OfPosted(Register):
    """Its columns: `happened_on`, `township`, `village`, `name`."""

    def look_up(self, lines):
        self.places = Places([ln["village"] for ln in lines], [ln["township"] for ln in lines])
        names = {line["name"] for line in lines if line["name"]}
        postings = Posting.objects.filter(cadre__name__in=names).order_by("began_on", "pk")
        self.postings = defaultdict(list)
        for posting in postings.select_related("cadre__unit", "village"):
            self.postings[posting.cadre.name].append(posting)

    def posting(self, line, plan):
        """The post that the line is about; None where that is at fault, which is told."""
        village = self._village(line, plan)
        if line["happened_on"] and line["name"] and not {"village", "township"} & line.faulty:
            return plan.resolve(line, "name", self._posting, line, village)
        return None

    def _on_the_day(self, line):
        """The posts of that name on that day."""
        day = line["happened_on"]
        return [
            p
            for p in self.postings.get(line["name"], ())
            if day and p.began_on <= day and (p.ended_on is None or p.ended_on > day)
        ]

    def _village(self, line, plan):
        """A name that two villages have is settled where the cadre was posted to one of them."""
        if not line["village"] or line["township"]:
            return self.places.find(plan, line)
        try:
            return self.places.village(line["village"])
        except Unclear as unclear:
            posted = {p.village_id for p in self._on_the_day(line)} & unclear.options.keys()
            if len(posted) == 1:
                return unclear.options[posted.pop()][1]
        except ValueError:
            pass  # told below
        return self.places.find(plan, line)

    def _posting(self, line, village):
        """The post of the one who wrote. ValueError where there was none, Unclear where several."""
        named = self.postings.get(line["name"])
        if not named:
            raise ValueError("花名册里没有这名选派干部任职。")
        found = [p for p in self._on_the_day(line) if village is None or p.village == village]
        if not found:
            where = f"不在{village}任职" if village else "没有任职"
            day = date_format(line["happened_on"], "Y年n月j日")
            raise ValueError(f"{line['name']}{day}{where}。")
        if len(found) > 1:
            raise Unclear(
                "有几名同名的选派干部，请填写村。",
                {str(p.pk): (f"{p.cadre}（{p.cadre.unit or p.village}）", p) for p in found},
            )
        return found[0]
