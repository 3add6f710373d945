"""Addresses of this area."""

from __future__ import annotations

from django.urls import path

from fengqiao.web.people import administration, contact, identity, login, me, roster, staff

app_name = "people"
urlpatterns = [
    path("login/", login.log_in_page, name="login"),
    path("login/code/", login.code_page, name="login_code"),
    path("login/who/", login.who_page, name="login_who"),
    path("logout/", login.log_out_page, name="logout"),
    path("identity/", identity.identity, name="identity"),
    path("staff/login/", staff.staff_login, name="staff_login"),
    path("staff/app/", staff.staff_app, name="staff_app"),
    path("staff/password/", staff.staff_password, name="staff_password"),
    path("staff/people/", roster.roster, name="roster"),
    path("staff/people/new/", administration.appoint, name="appoint"),
    path("staff/people/<uuid:person_id>/", roster.person_page, name="person"),
    path("staff/people/<uuid:person_id>/correct/", administration.correct_data, name="correct"),
    path("staff/people/<uuid:person_id>/app/", administration.reset, name="reset_app"),
    path("staff/people/posts/<int:post_id>/end/", administration.end, name="end_post"),
    path("me/", me.me, name="me"),
    path("me/data.json", me.my_data, name="my_data"),
    path("me/language/", me.language, name="me_language"),
    path("me/address/", me.address, name="me_address"),
    path("me/confirm/", contact.confirm, name="me_confirm"),
    path("me/phone/", contact.change, {"kind": "phone"}, name="me_phone"),
    path("me/email/", contact.change, {"kind": "email"}, name="me_email"),
    path("me/consents/<int:pk>/withdraw/", me.withdraw, name="me_withdraw"),
    path("me/logins/<int:pk>/end/", me.end_one, name="me_end_one"),
    path("me/logins/end-others/", me.end_others, name="me_end_others"),
]
