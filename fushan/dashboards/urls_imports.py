from django.urls import path

from fushan.dashboards.views import imports

urlpatterns = [
    path("registers/", imports.registers, name="registers"),
    path("registers/<slug:code>/template/", imports.register_template, name="register-template"),
    path("registers/<slug:code>/export/", imports.register_export, name="register-export"),
    path("registers/<slug:code>/upload/", imports.import_upload, name="import-upload"),
    path("imports/<int:batch_id>/", imports.import_preview, name="import-preview"),
    path("imports/<int:batch_id>/answer/", imports.import_answer, name="import-answer"),
    path("imports/<int:batch_id>/confirm/", imports.import_confirm, name="import-confirm"),
    path("imports/<int:batch_id>/drop/", imports.import_drop, name="import-drop"),
    path("imports/<int:batch_id>/undo/", imports.import_undo, name="import-undo"),
    path("imports/<int:batch_id>/faulty/", imports.import_faulty, name="import-faulty"),
]
