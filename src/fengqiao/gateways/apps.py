from django.apps import AppConfig


class GatewaysConfig(AppConfig):
    name = "fengqiao.gateways"
    label = "gateways"
