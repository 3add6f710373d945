from django.apps import AppConfig


class DeliveryConfig(AppConfig):
    name = "fengqiao.delivery"
    label = "delivery"
