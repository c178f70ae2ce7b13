"""Filling in a form of the admin as somebody would who looks at it."""

from django.urls import reverse


def url_of(record, page="change"):
    meta = record._meta
    return reverse(f"admin:{meta.app_label}_{meta.model_name}_{page}", args=[record.pk])


def list_of(model, page="changelist"):
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{page}")


def saved(client, url, **changes):
    """What the page answers when all that it shows is sent back with these changes."""
    page = client.get(url)
    assert page.status_code == 200
    sent = _shown(page.context["adminform"].form)
    for inline in page.context["inline_admin_formsets"]:
        sent |= _shown(inline.formset.management_form)
        for form in inline.formset.forms:
            sent |= _shown(form)
    return client.post(url, sent | changes, follow=True)


def added(prefix, row, **values):
    """The changes that add one more row to an inline which shows `row` rows by now."""
    fields = {f"{prefix}-{row}-{name}": value for name, value in values.items()}
    return {f"{prefix}-TOTAL_FORMS": row + 1} | fields


def _shown(form):
    values = {form.add_prefix(name): form[name].value() for name in form.fields}
    return {name: v for name, v in values.items() if v is not None and v is not False}


def told(response):
    """The messages above the page, and what stands beside the form."""
    messages = [str(message) for message in response.context["messages"]]
    form = response.context.get("adminform")
    return messages + (list(form.form.non_field_errors()) if form else [])
