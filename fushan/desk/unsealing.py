"""Private data beside a record at the desk: masked, shown in full to who gives a reason, logged."""

import unicodedata

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.decorators import method_decorator
from unfold.widgets import UnfoldAdminTextareaWidget, UnfoldAdminTextInputWidget

from fushan.desk.models import Deed, note_access
from fushan.kit.admin import judge_now
from fushan.kit.constraints import sentence_of
from fushan.org.doors import for_roles, internal_only
from fushan.org.roles import Role


class ReasonForm(forms.Form):
    reason = forms.CharField(
        label="查看事由",
        max_length=60,
        widget=UnfoldAdminTextInputWidget(attrs={"placeholder": "如：核对任免审批表"}),
    )


def hidden(text):
    """Of longer texts only that there is one."""
    return "已填写（不显示）" if text else ""


def plain(text):
    """A number as it is compared: no full-width figures, no small x."""
    return unicodedata.normalize("NFKC", text).strip().upper()


class Seals:
    """For a PlacedAdmin. `sealed`: {name: (label, how it is masked)}; `long`: the long texts."""

    sealed = {}
    long = ()
    change_form_outer_after_template = "admin/private_block.html"

    def private_of(self, record):
        """The private row, or a new one not yet saved."""
        raise NotImplementedError

    def warnings_on(self, record, values):
        """What does not agree, and is no reason to refuse."""
        return []

    def get_urls(self):
        name = f"{self.opts.app_label}_{self.opts.model_name}_private"
        view = self.admin_site.admin_view(self.private_view)
        return [path("<int:object_id>/private/", view, name=name), *super().get_urls()]

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        if obj and self.has_change_permission(request, obj):
            context["private_rows"] = self.masked(self.private_of(obj))
            context["private_url"] = self.url_of("private", obj.pk)
        return super().render_change_form(request, context, add, change, form_url, obj)

    def masked(self, row):
        return [
            (label, mask(getattr(row, name)) or "未填")
            for name, (label, mask) in self.sealed.items()
        ]

    @method_decorator([for_roles(Role.STAFF), internal_only()])
    def private_view(self, request, object_id):
        record = self.found(request, str(object_id))
        if not self.is_ours(request, record):
            raise Http404("没有这条记录。")
        if not self.has_change_permission(request, record):
            raise PermissionDenied
        row = self.private_of(record)
        if "keep" in request.POST:
            return self._keep(request, record, row)
        reason = ReasonForm(request.POST or None)
        if row.pk and not reason.is_valid():
            return self._page(request, record, reason=reason, rows=self.masked(row))
        if row.pk:
            note_access(request, Deed.LOOK, self._looked_at(record, reason))
        return self._page(request, record, form=self._form(row))

    def _looked_at(self, record, reason):
        return f"{self.opts.verbose_name}{record}的个人信息，事由：{reason.cleaned_data['reason']}"

    def _form(self, row, data=None):
        form = forms.Form(data, initial={name: getattr(row, name) for name in self.sealed})
        for name, (label, _) in self.sealed.items():
            if name in self.long:
                widget = UnfoldAdminTextareaWidget(attrs={"rows": 8})
            else:
                widget = UnfoldAdminTextInputWidget(attrs={"autocomplete": "off"})
            form.fields[name] = forms.CharField(label=label, required=False, widget=widget)
        return form

    def _keep(self, request, record, row):
        form = self._form(row, request.POST)
        form.is_valid()
        values = {
            name: form.cleaned_data[name] if name in self.long else plain(form.cleaned_data[name])
            for name in self.sealed
        }
        try:
            with transaction.atomic():
                for name, text in values.items():
                    setattr(row, name, text)
                row.save()
                judge_now()
        except IntegrityError as error:
            form.add_error(None, sentence_of(error))
            return self._page(request, record, form=form)
        messages.success(request, f"{record}的个人信息已保存。")
        for sentence in self.warnings_on(record, values):
            messages.warning(request, sentence)
        return redirect(self.url_of("change", record.pk))

    def _page(self, request, record, **more):
        context = {
            **self.admin_site.each_context(request),
            "title": f"{record}的个人信息",
            "opts": self.opts,
            "original": record,
            **more,
        }
        return render(request, "admin/private.html", context)
