"""What a post in a sheet brings with it: batch, selected village, account and notice."""

from django.urls import reverse
from django.utils.formats import date_format

from cadres.models import Post, Posting
from cadres.secretaries import Secretaries
from fushan.desk.registers import Unclear
from fushan.inbox.models import Notice
from fushan.org.models import Batch, Selection

REPORTING_IN = ("noticed_on", "reported_on", "party_moved_on", "handed_over_on")
DETAILS = ("post", "batch", "planned_end_on", *REPORTING_IN)


class Posts:
    """The posts that the lines of one sheet begin or go on with."""

    def __init__(self, known, county, villages):
        self.known, self.county = known, county
        self.batches = {(b.area_id, b.name): b for b in Batch.objects.order_by("began_on", "pk")}
        self.secretaries, self.villages = Secretaries(villages), {}

    def check(self, plan, line, village, cadre):
        """Say what is missing or wrong about the post; the line then carries its batch and day."""
        if not village:
            self._check_unposted(plan, line)
            return
        line.values["batch"] = plan.resolve(line, "batch", self._batch, plan, line, village)
        posting = self.going_on(cadre, village)
        if not posting:
            self._check_new(plan, line, cadre)
        if line["post"] == Post.SECRETARY:
            self.secretaries.name(plan, line, village, posting)

    def place(self, plan, line, cadre, village):
        """Post a cadre, as `cadres.actions.post` does: the open post elsewhere ends that day."""
        details = {name: line[name] for name in DETAILS if line[name]}
        self._list(line, village, line["batch"], line["began_on"])
        posting = self.going_on(cadre, village)
        if posting:
            plan.change(line, posting, "village", began_on=line["began_on"], **details)
            return
        if posting := self.known.open.get(cadre.pk):
            plan.change(line, posting, "began_on", ended_on=line["began_on"])
        posting = Posting(cadre=cadre, village=village, began_on=line["began_on"], **details)
        where = f"{village.township}{village}{posting.get_post_display()}"
        plan.add(line, posting, "village", f"{cadre}：{where}")
        if cadre.user:
            self._tell(plan, line, cadre.user, village)

    def vacant(self, plan, line, village):
        """A line without a person: the village is selected all the same."""
        plan.warn(line, "name", "还没有人选，不导入人员。")
        if not village:
            return
        batch = plan.resolve(line, "batch", self._batch, plan, line, village)
        if batch:
            self._list(line, village, batch, line["began_on"] or batch.began_on)

    def finish(self, plan):
        self.secretaries.finish(plan)
        self._select(plan)

    def _select(self, plan):
        """Put the villages on the list of selected ones where they were not on it by that day."""
        known = {}
        for selection in Selection.objects.filter(village__in=list(self.villages)):
            known.setdefault(selection.village_id, []).append(selection)
        for line, village, batch, day in self.villages.values():
            later = [s for s in known.get(village.pk, ()) if s.until is None or s.until > day]
            if not later:
                selection = Selection(village=village, batch=batch, since=day)
                plan.add(
                    line, selection, "village", f"{village.township}{village}列入选派村，自 {day}"
                )
            elif min(s.since for s in later) > day:
                plan.warn(line, "village", "到村时间早于该村列入选派村的日期，请核对。")

    def _check_unposted(self, plan, line):
        if line.faulty & {"village", "township"}:
            return
        if line["began_on"] or line["post"] or line["township"]:
            plan.fault(line, "village", "填了任职情况，请写明任职村。")
        elif not self.county:
            plan.fault(line, "village", "请写明任职村。")

    def _check_new(self, plan, line, cadre):
        if not line["post"] and "post" not in line.faulty:
            line.values["post"] = Post.SECRETARY
            plan.warn(line, "post", "没有填村内职务，按党支部书记登记，请核对。")
        if not line["began_on"] and "began_on" not in line.faulty:
            self._begin_with_batch(plan, line)
        posting = cadre and self.known.open.get(cadre.pk)
        if posting:
            self.secretaries.leave(posting, line["began_on"])
        if posting and line["began_on"] and line["began_on"] <= posting.began_on:
            now = f"自 {posting.began_on} 起在{posting.village}任职"
            plan.fault(line, "began_on", f"该干部{now}，换村的到村时间须晚于这一天。")

    def _begin_with_batch(self, plan, line):
        """Where the batch is known, its first day is taken, and said."""
        batch = line["batch"]
        line.values["began_on"] = batch and batch.began_on
        if batch:
            told = f"没有填到村时间，按“{batch.name}”的开始日期 {batch.began_on} 登记，请核对。"
            plan.warn(line, "began_on", told)
        else:
            plan.fault(line, "began_on", "请填写到村时间。")

    def going_on(self, cadre, village):
        posting = cadre and village and self.known.open.get(cadre.pk)
        return posting if posting and posting.village_id == village.pk else None

    def _batch(self, plan, line, village):
        area, day = village.pk[:6], line["began_on"]
        mine = {name: batch for (code, name), batch in self.batches.items() if code == area}
        if name := line["batch"]:
            return mine.get(name) or self._new_batch(plan, line, area, name)
        if len(mine) > 1:
            raise Unclear(
                "有几个选派批次，请填写“选派批次”。",
                {name: (name, batch) for name, batch in mine.items()},
            )
        name = f"{day.year}年选派" if day else ""
        return next(iter(mine.values()), None) or self._new_batch(plan, line, area, name)

    def _new_batch(self, plan, line, area, name):
        day = line["began_on"]
        if not day:
            raise ValueError("这是新的选派批次，请填写到村时间。")
        batch = Batch(area_id=area, name=name, began_on=day)
        self.batches[area, name] = plan.add(line, batch, "batch", f"将新建选派批次 {name}")
        return batch

    def _list(self, line, village, batch, day):
        """The earliest day on which a line needs the village selected; a new batch begins then."""
        if batch and day and not batch.pk:
            batch.began_on = min(batch.began_on, day)
        known = self.villages.get(village.pk)
        if batch and day and (known is None or day < known[3]):
            self.villages[village.pk] = (line, village, batch, day)

    def _tell(self, plan, line, user, village):
        plan.change(line, user, "village", area_code=village.pk)
        text = f"自{date_format(line['began_on'], 'Y年n月j日')}起，您到{village}任职。"
        url = reverse("village", args=[village.pk])
        plan.notices.append(Notice(user=user, area_code=village.pk, text=text, url=url))
