"""One secretary in a village: who is one now, and who would be by this sheet."""

from collections import defaultdict

from cadres.models import Posting


class Secretaries:
    """Those on record in the villages of a sheet, in one query, and those the sheet names."""

    def __init__(self, villages):
        self.on_record, self.named, self.given, self.left = defaultdict(list), {}, [], {}
        rows = Posting.objects.secretaries().filter(village__in=villages).select_related("cadre")
        for posting in rows.order_by("began_on"):
            self.on_record[posting.village_id].append(posting)

    def name(self, plan, line, village, posting):
        """This line has its village's secretary. `posting`: the one it goes on with, or None."""
        first = self.named.setdefault(village.pk, line.number)
        if first != line.number:
            plan.fault(line, "village", f"第 {first} 行已是这个村的党支部书记，只能有一名。")
        elif "began_on" not in line.faulty:
            self.given.append((line, village, posting))

    def leave(self, posting, day):
        """Someone on record is posted elsewhere by this sheet; `day` is None where it is wrong."""
        self.left[posting.pk] = day

    def finish(self, plan):
        """Only now is it known who leaves."""
        for line, village, own in self.given:
            began = line["began_on"] or (own and own.began_on)
            clash = next(
                (p for p in self.on_record[village.pk] if p != own and self._in_post(p, began)),
                None,
            )
            if clash and "village" not in line.faulty:
                plan.fault(line, "village", _told(clash))

    def _in_post(self, posting, day):
        """Still, on that day or later."""
        if posting.pk in self.left:
            left = self.left[posting.pk]
            return bool(left and day and left > day)
        return posting.ended_on is None or bool(day and posting.ended_on > day)


def _told(posting):
    until = f"至 {posting.ended_on}" if posting.ended_on else "起"
    who = f"{posting.cadre}（自 {posting.began_on} {until}）"
    return f"该村在此期间已有党支部书记{who}；换人的，请先给他换村或办离任。"
