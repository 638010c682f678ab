"""Addresses of the front door."""

from django.urls import path

from people.views import absences, door, managing, mine, sign_ins, units

app_name = "people"
urlpatterns = [
    path("sign-in/", door.SignIn.as_view(), name="sign_in"),
    path("sign-in/demo/<str:username>/", door.demo_sign_in, name="demo_sign_in"),
    path("sign-out/", door.SignOut.as_view(), name="sign_out"),
    path("language/", door.language, name="language"),
    path("password/<uidb64>/<token>/", door.SetPassword.as_view(), name="set_password"),
    path("me/", mine.profile, name="me"),
    path("me/password/", mine.change_password, name="change_password"),
    path("me/sign-out-elsewhere/", mine.sign_out_elsewhere, name="sign_out_elsewhere"),
    path("me/absences/", absences.index, name="absences"),
    path("me/absences/<int:pk>/end/", absences.end, name="end_absence"),
    path("me/absences/unit-days/", absences.unit_days, name="unit_days"),
    path(
        "me/absences/unit-days/<int:pk>/remove/", absences.remove_unit_day, name="remove_unit_day"
    ),
    path("manage/units/", units.index, name="units"),
    path("manage/units/add/", units.add, name="add_unit"),
    path("manage/units/<int:pk>/", units.edit, name="unit"),
    path("manage/units/<int:pk>/close/", units.close, name="close_unit"),
    path("manage/people/", managing.index, name="people"),
    path("manage/people/add/", managing.add, name="add_person"),
    path("manage/people/<int:pk>/", managing.person, name="person"),
    path("manage/people/<int:pk>/posts/add/", managing.give_post, name="give_post"),
    path("manage/people/<int:pk>/access/", managing.access, name="access"),
    path("manage/people/<int:pk>/password-link/", managing.password_link, name="password_link"),
    path("manage/posts/<int:pk>/end/", managing.end_post, name="end_post"),
    path("manage/positions/", managing.positions, name="positions"),
    path("manage/positions/<int:pk>/remove/", managing.remove_position, name="remove_position"),
    path("manage/sign-ins/", sign_ins.index, name="sign_ins"),
    path("manage/sign-ins/sign-ins.xlsx", sign_ins.export, name="sign_ins_export"),
]
