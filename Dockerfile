# One image for web, worker and scheduler; the database and the broker are services of their own.
FROM python:3.11-slim-bookworm AS packages
COPY requirements/base.txt /requirements/
RUN python -m venv /venv \
    && /venv/bin/pip install --no-cache-dir --require-hashes --no-deps --only-binary :all: \
        -r /requirements/base.txt

FROM python:3.11-slim-bookworm
RUN useradd --system --create-home --home-dir /srv/claimdesk claimdesk
COPY --from=packages /venv /venv
WORKDIR /srv/claimdesk/app
COPY . .
ENV PATH=/venv/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    DJANGO_SETTINGS_MODULE=config.settings.production \
    CLAIMDESK_VAR=/srv/claimdesk/var \
    HOST=0.0.0.0
# Static files are collected while building; the values are needed to load settings and are not kept.
RUN mkdir /srv/claimdesk/var && chown claimdesk /srv/claimdesk/var \
    && SECRET_KEY=build ALLOWED_HOSTS=build PUBLIC_URL=http://build python manage.py collectstatic --noinput
USER claimdesk
EXPOSE 8000
CMD ["gunicorn", "-c", "config/gunicorn.conf.py", "config.wsgi"]
