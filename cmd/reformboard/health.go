package main

import (
	"context"
	"fmt"
	"net/http"
	"strings"
	"time"
)

type health struct {
	Listen string `help:"Address and port of the server." default:"localhost:8080" env:"REFORMBOARD_LISTEN"`
}

// Run asks the server; a container's health check needs no other program.
func (c *health) Run(ctx context.Context) error {
	ctx, cancel := context.WithTimeout(ctx, 5*time.Second)
	defer cancel()
	host := c.Listen
	if strings.HasPrefix(host, ":") || strings.HasPrefix(host, "0.0.0.0:") {
		host = "localhost" + host[strings.LastIndex(host, ":"):]
	}
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, "http://"+host+"/healthz", http.NoBody)
	if err != nil {
		return err
	}
	answer, err := http.DefaultClient.Do(request)
	if err != nil {
		return fmt.Errorf("the server does not answer: %w", err)
	}
	defer answer.Body.Close() //nolint:errcheck // only read
	if answer.StatusCode != http.StatusOK {
		return fmt.Errorf("the server answers %s", answer.Status)
	}
	return nil
}
