"""Every address. Sign-in and health stand here; each app's pages stand in its own urls.py."""

from django.contrib import admin
from django.urls import include, path

from fushan.desk.signing import NotedSignIn
from fushan.org import views as org

urlpatterns = [
    path("sign-in/", NotedSignIn.as_view(), name="sign-in"),
    path("sign-out/", org.SignOut.as_view(), name="sign-out"),
    path("password/", org.change_password, name="change-password"),
    path("healthz", org.healthz, name="healthz"),
    path("admin/", admin.site.urls),
    path("", include("fushan.desk.urls")),
    path("logs/", include("cadres.urls")),
    path("difficulties/", include("cadres.difficulty_urls")),
    path("cadres/", include("cadres.file_urls")),
    path("leave/", include("cadres.leave_urls")),
    path("borrowings/", include("cadres.borrowing_urls")),
    path("meetings/", include("cadres.meeting_urls")),
    path("visits/", include("villages.urls")),
    path("training/", include("training.urls")),
    path("plans/", include("villages.plan_urls")),
    path("talk/", include("villages.talk_urls")),
    path("years/", include("villages.year_urls")),
    path("party/", include("villages.party_urls")),
    path("incidents/", include("villages.incident_urls")),
    path("projects/", include("villages.project_urls")),
    path("matters/", include("petitions.urls")),
    path("mentors/", include("mentors.urls")),
    path("hints/", include("evaluation.urls")),
    path("appraisals/", include("evaluation.appraisal_urls")),
    path("inspections/", include("evaluation.inspection_urls")),
    path("bulletins/", include("fushan.reports.bulletin_urls")),
    path("", include("fushan.dashboards.urls_imports")),
    path("", include("fushan.reports.urls")),
    path("", include("fushan.dashboards.urls")),
]
