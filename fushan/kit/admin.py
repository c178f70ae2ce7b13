"""The department's desk: lists by key, 404 for what is out of reach, refusals as sentences."""

from django.contrib import messages
from django.contrib.admin import ShowFacets
from django.contrib.admin.utils import unquote
from django.contrib.admin.widgets import AutocompleteSelect
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.db.models import DateField
from django.forms import ModelForm
from django.http import Http404
from django.shortcuts import redirect
from django.urls import path, reverse
from django.views.generic import RedirectView
from unfold import admin as unfold
from unfold.widgets import INPUT_CLASSES

from fushan.kit.constraints import left_to_the_database, sentence_of
from fushan.kit.lists import FirstMatches, KeysetList, starting_with
from fushan.kit.widgets import DayInput


def judge_now():
    """Have the database judge what it would judge at the end, while the page can still say so."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


class Day(DayInput):
    def __init__(self, attrs=None):
        super().__init__({"class": " ".join([*INPUT_CLASSES, "day"])} | (attrs or {}))


class Choice(AutocompleteSelect):
    """Does not ask the database for the name of a row that the form's record already holds."""

    known = None

    def optgroups(self, name, value, attr=None):
        if self.known is None or [str(v) for v in value] != [str(self.known.pk)]:
            return super().optgroups(name, value, attr)
        options = [] if self.is_required else [self.create_option(name, "", "", False, 0)]
        label = self.choices.field.label_from_instance(self.known)
        pk = str(self.known.pk)
        options.append(self.create_option(name, pk, label, {pk}, len(options)))
        return [(None, options, 0)]


class HouseForm(ModelForm):
    """What the database refused stands in `refused` when the page is drawn again."""

    refused = ""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.instance.validate_constraints = left_to_the_database
        for name, field in self.fields.items():
            widget = getattr(field.widget, "widget", field.widget)
            if isinstance(widget, Choice):
                widget.known = self.instance._state.fields_cache.get(name)

    def clean(self):
        super().clean()
        if self.refused:
            raise ValidationError(self.refused)


class Chooses:
    """Every foreign key is chosen by typing a few letters; the reach holds what is offered."""

    form = HouseForm
    formfield_overrides = {DateField: {"widget": Day}}
    made_on_the_way = ()  # foreign keys beside which a new record may be made

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        model = db_field.remote_field.model
        if not self.admin_site.is_registered(model):
            return super().formfield_for_foreignkey(db_field, request, **kwargs)
        kwargs["widget"] = Choice(db_field, self.admin_site)
        field = super().formfield_for_foreignkey(db_field, request, **kwargs)
        field.label_from_instance = self.admin_site.get_model_admin(model).choice_label
        return field

    def formfield_for_choice_field(self, db_field, request, **kwargs):
        """What has no default is chosen by whoever fills the form in, not by being first."""
        unchosen = db_field.blank or not db_field.has_default()
        kwargs["choices"] = db_field.get_choices(unchosen, blank_choice=[("", "请选择")])
        return super().formfield_for_choice_field(db_field, request, **kwargs)

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if hasattr(getattr(field, "widget", None), "can_add_related"):
            widget = field.widget
            widget.can_change_related = widget.can_delete_related = widget.can_view_related = False
            widget.can_add_related &= db_field.name in self.made_on_the_way
        return field


class HouseInline(Chooses, unfold.TabularInline):
    """`related`: what each row shows of other records, fetched with it."""

    related = ()
    extra = 0
    hide_title = True
    ordering = ("pk",)

    def get_queryset(self, request):
        rows = super().get_queryset(request)
        return rows.select_related(*self.related) if self.related else rows


class HouseAdmin(Chooses, unfold.ModelAdmin):
    """A register. `keyset`: field paths, the last one unique; `latest_first`: descending."""

    keyset = ("pk",)
    latest_first = False
    list_prefetch_related = ()
    list_per_page = 50
    list_disable_select_all = True
    show_full_result_count = False
    show_facets = ShowFacets.NEVER
    sortable_by = ()
    paginator = FirstMatches
    compressed_fields = False
    leaver = ""  # the kind of person, where the register is of people who come and go

    def get_changelist(self, request, **kwargs):
        return KeysetList

    def get_queryset(self, request):
        rows = super().get_queryset(request)
        return rows.select_related(*self.list_select_related) if self.list_select_related else rows

    def get_search_results(self, request, queryset, search_term):
        return queryset.filter(starting_with(self.model, self.search_fields, search_term)), False

    def complete(self, rows):
        """Give a page's rows what the list shows of other tables, asked once for all of them."""

    def choice_label(self, record):
        """How a form names it to whoever must choose."""
        return str(record)

    def get_actions(self, request):
        """People's records are never deleted by the dozen."""
        actions = super().get_actions(request)
        actions.pop("delete_selected", None)
        return actions

    def get_urls(self):
        """What happened to a record is read on the house's own page."""
        name = f"{self.opts.app_label}_{self.opts.model_name}_history"
        history = RedirectView.as_view(pattern_name="history")
        label = {"label": self.opts.label_lower}
        return [path("<path:pk>/history/", history, label, name=name), *super().get_urls()]

    def get_form(self, request, obj=None, change=False, **kwargs):
        form = super().get_form(request, obj, change, **kwargs)
        form.refused = getattr(request, "refused", "")
        return form

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        """A broken rule undoes all that was saved; the page is drawn again with its sentence."""
        if request.method != "POST":
            return super().changeform_view(request, object_id, form_url, extra_context)
        again = dict(extra_context or {})
        try:
            with transaction.atomic():
                return super().changeform_view(request, object_id, form_url, extra_context)
        except IntegrityError as error:
            request.refused = sentence_of(error)
            return super().changeform_view(request, object_id, form_url, again)

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        if self.leaver and obj:
            context["hand_over_url"] = reverse("hand-over", args=[self.leaver, obj.pk])
        return super().render_change_form(request, context, add, change, form_url, obj)

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        self.settle(request, form.instance)
        judge_now()

    def settle(self, request, record):
        """What must follow once a record and its inlines are saved, in the same transaction."""

    def delete_model(self, request, obj):
        super().delete_model(request, obj)
        judge_now()

    def get_deleted_objects(self, objs, request):
        """What still cites a record is the reason, not that one may not delete what cites it."""
        found, counts, lacking, protected = super().get_deleted_objects(objs, request)
        return found, counts, set() if protected else lacking, protected

    def _delete_view(self, request, object_id, extra_context):
        try:
            with transaction.atomic():
                return super()._delete_view(request, object_id, extra_context)
        except IntegrityError as error:
            messages.error(request, sentence_of(error))
            return redirect(self.url_of("change", unquote(object_id)))

    def url_of(self, page, *args):
        return reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_{page}", args=args)

    def found(self, request, object_id):
        """The record for a page of our own; 404 where the reach does not show it."""
        record = self.get_object(request, unquote(object_id))
        if record is None:
            self._get_obj_does_not_exist_redirect(request, self.opts, object_id)
        return record

    def _get_obj_does_not_exist_redirect(self, request, opts, object_id):
        raise Http404("没有这条记录。")

    def log_addition(self, request, obj, message):
        """The database keeps the history; a second one would name people outside the reach."""

    def log_change(self, request, obj, message):
        """As above."""

    def log_deletions(self, request, queryset):
        """As above."""


class WrittenElsewhere(HouseAdmin):
    """Records written on phones: the department reads them here and never rewrites them."""

    def front_url(self, record):
        """The page where it is shown as it was written, if there is one."""
        return ""

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        context["front_url"] = self.front_url(obj)
        return super().render_change_form(request, context, add, change, form_url, obj)

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False
