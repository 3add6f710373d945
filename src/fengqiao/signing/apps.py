from django.apps import AppConfig


class SigningConfig(AppConfig):
    name = "fengqiao.signing"
    label = "signing"

    def ready(self) -> None:
        """Let every printed paper get its signature fields."""
        # Models can only be imported once the apps are loaded.
        from fengqiao.documents.tasks import after_render
        from fengqiao.signing.tasks import prepare_fields

        after_render(prepare_fields)
