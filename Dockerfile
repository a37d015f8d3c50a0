# The application for a server; docker-compose.yml shows how its parts belong together.
FROM python:3.11-slim-bookworm

ENV PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1
RUN apt-get update \
 && apt-get install -y --no-install-recommends \
      libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fonts-dejavu-core \
 && rm -rf /var/lib/apt/lists/*

WORKDIR /app
COPY requirements-setup.lock requirements.lock ./
RUN pip install --no-cache-dir --require-hashes -r requirements-setup.lock \
 && uv pip install --system --no-cache --require-hashes -r requirements.lock

COPY . .
# The address only chooses the storage with hashed names, as on the server itself.
RUN BASE_URL=https://build.invalid python manage.py collectstatic --noinput \
 && useradd --system --home-dir /data loanerdesk \
 && install -d -o loanerdesk -m 700 /data

USER loanerdesk
ENV DATA_DIR=/data PORT=8000
VOLUME /data
EXPOSE 8000
CMD ["granian", "--interface", "wsgi", "--host", "0.0.0.0", "--port", "8000", "--workers", "2", \
     "--blocking-threads", "8", "--respawn-failed-workers", "--no-access-log", "config.wsgi:application"]
