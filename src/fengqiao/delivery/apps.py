from django.apps import AppConfig


class DeliveryConfig(AppConfig):
    name = "fengqiao.delivery"
    label = "delivery"

    def ready(self) -> None:
        # Both need loaded models.
        from fengqiao.delivery.sending import send
        from fengqiao.signing.tasks import after_signing

        after_signing(send)
