package web

// Routes lists every route of the site, as "GET /path/:parameter".
func Routes() []string {
	var routes []string
	for _, r := range new(Server).engine().Routes() {
		routes = append(routes, r.Method+" "+r.Path)
	}
	return routes
}
