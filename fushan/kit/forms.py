"""How every form looks."""

from django.forms import ChoiceField, Field
from django.forms.renderers import TemplatesSetting


def ask_by_name(form):
    """What is missing is asked for by its label: to be filled in, or to be chosen."""
    for field in form.fields.values():
        if field.error_messages["required"] == Field.default_error_messages["required"]:
            deed = "请选" if isinstance(field, ChoiceField) else "请填"
            field.error_messages["required"] = f"{deed}“{field.label}”。"


def needed_when(field, said):
    """It may be empty in some cases only: say in which it may not, instead of 可不填."""
    field.is_needed_when, field.help_text = True, said
    return field


class HouseRenderer(TemplatesSetting):
    """Makes {{ form }} draw our own fields."""

    form_template_name = "parts/form.html"
    field_template_name = "parts/field.html"
