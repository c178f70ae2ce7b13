"""How every form looks."""

from django.forms.renderers import TemplatesSetting


class HouseRenderer(TemplatesSetting):
    """Makes {{ form }} draw our own fields."""

    form_template_name = "parts/form.html"
    field_template_name = "parts/field.html"
