"""Two records of one thing become one: chosen in the list, seen side by side, confirmed."""

from django.contrib import admin, messages
from django.db import IntegrityError, transaction
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.decorators import method_decorator

from fushan.kit.admin import judge_now
from fushan.kit.constraints import sentence_of
from fushan.org.doors import for_roles
from fushan.org.roles import Role


class MergesTwo:
    """For a PlacedAdmin. `merge(loser, into)`; `told_apart(record)`: (label, value) pairs."""

    actions = ["choose_two"]

    @admin.action(description="合并所选两条", permissions=["change"])
    def choose_two(self, request, rows):
        chosen = list(rows.order_by("pk").values_list("pk", flat=True)[:3])
        if len(chosen) == 2:
            return redirect(self.url_of("merge", *chosen))
        messages.warning(request, "请正好选两条再合并。")
        return None

    def get_urls(self):
        name = f"{self.opts.app_label}_{self.opts.model_name}_merge"
        view = self.admin_site.admin_view(self.merge_view)
        return [path("merge/<int:one>/<int:other>/", view, name=name), *super().get_urls()]

    @method_decorator(for_roles(Role.STAFF))
    def merge_view(self, request, one, other):
        pair = [self.found(request, str(one)), self.found(request, str(other))]
        kept = next((r for r in pair if str(r.pk) == request.POST.get("keep")), None)
        may = all(self.has_change_permission(request, record) for record in pair)
        if kept and may and one != other:
            merged = self.merged(request, pair, kept)
            return redirect(self.url_of("change", kept.pk) if merged else request.path)
        context = {
            **self.admin_site.each_context(request),
            "title": f"合并{self.opts.verbose_name}",
            "opts": self.opts,
            "may": may and one != other,
            "pair": [self._seen(record) for record in pair],
        }
        return render(request, "admin/merge.html", context)

    def merged(self, request, pair, kept):
        loser = next(record for record in pair if record is not kept)
        try:
            with transaction.atomic():
                self.merge(loser, into=kept)
                judge_now()
        except IntegrityError as error:
            messages.error(request, f"没有合并：{sentence_of(error)}")
            return False
        messages.success(request, f"已合并，原来属于“{loser}”的记录都转到“{kept}”。")
        return True

    def _seen(self, record):
        moves = [
            (relation.related_model._meta.verbose_name, self._held(record, relation))
            for relation in self.opts.related_objects
            if not hasattr(relation.related_model, "pgh_tracked_model")
        ]
        return {"record": record, "facts": self.told_apart(record), "moves": moves}

    def _held(self, record, relation):
        rows = relation.related_model.objects.filter(**{relation.field.name: record})
        return rows[:1000].count()
