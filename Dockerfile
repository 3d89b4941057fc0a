# Charts and fonts from npm by lock file, a static binary, and an image with that
# binary alone: no shell, no package manager, no secret, no ordinary user's rights.

FROM node:24-bookworm-slim AS assets
WORKDIR /assets
COPY dashboards/assets/package.json dashboards/assets/package-lock.json ./
RUN npm ci --ignore-scripts
COPY dashboards/assets/ ./
RUN npm run build

FROM golang:1.26-bookworm AS build
WORKDIR /src
COPY go.mod go.sum ./
RUN go mod download
COPY . .
COPY --from=assets /assets/dist/ dashboards/assets/dist/
RUN make release && mkdir /empty

# Note: scratch lacks a /tmp, a user by name, and the certificates that a database
# over TLS is checked with.
FROM gcr.io/distroless/static-debian12:nonroot
COPY --from=build /src/bin/reformboard /usr/bin/reformboard
COPY --from=build --chown=nonroot:nonroot /empty /data
ENV REFORMBOARD_LISTEN=:8080 REFORMBOARD_DATA=/data
VOLUME /data
EXPOSE 8080
HEALTHCHECK --interval=10s --timeout=3s --start-period=30s CMD ["reformboard", "health"]
ENTRYPOINT ["reformboard"]
CMD ["serve"]
