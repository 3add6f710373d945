from django.apps import AppConfig


class SigningConfig(AppConfig):
    name = "fengqiao.signing"
    label = "signing"
