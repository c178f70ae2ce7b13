"""How every form looks."""

from django.forms.renderers import TemplatesSetting


def needed_when(field, said):
    """It may be empty in some cases only: say in which it may not, instead of 可不填."""
    field.is_needed_when, field.help_text = True, said
    return field


class HouseRenderer(TemplatesSetting):
    """Makes {{ form }} draw our own fields."""

    form_template_name = "parts/form.html"
    field_template_name = "parts/field.html"
