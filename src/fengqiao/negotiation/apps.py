from django.apps import AppConfig


class NegotiationConfig(AppConfig):
    name = "fengqiao.negotiation"
    label = "negotiation"
