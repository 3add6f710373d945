"""Addresses of this area."""

from __future__ import annotations

from django.urls import path

from fengqiao.web.people import contact, identity, login, me, staff

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
