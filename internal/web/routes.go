package web

import (
	"fmt"
	"slices"

	"github.com/gin-gonic/gin"

	"reformboard/internal/access"
	"reformboard/internal/reform"
)

// routes is the site map: the address, who may, what answers. Access is nowhere
// else; a page may be kept for its reader until the board changes.
func (s *Server) routes(r *gin.Engine) {
	r.GET("/healthz", s.health)
	r.GET("/assets/*file", s.asset)
	r.NoRoute(func(c *gin.Context) { s.fail(c, reform.ErrNotFound) })

	s.doorRoutes(r)

	s.dueRoutes(r)
	r.GET("/cycles/:cycle", s.page(onBody(access.SeeBoard), s.overview))
	r.GET("/cycles/:cycle/ranking", s.page(onBody(access.SeeBoard), s.ranking))
	r.GET("/cycles/:cycle/ranking.xlsx", s.file(onBody(access.SeeBoard), s.rankingWorkbook))
	r.GET("/cycles/:cycle/ranking.csv", s.file(onBody(access.SeeBoard), s.rankingCSV))
	r.GET("/cycles/:cycle/movement", s.page(onBody(access.SeeBoard), s.movement))
	r.GET("/cycles/:cycle/weak", s.page(onBody(access.SeeBoard), s.weak))
	r.GET("/cycles/:cycle/completeness", s.page(onBody(access.SeeBoard), s.completeness))
	r.GET("/cycles/:cycle/completeness.csv", s.file(onBody(access.SeeBoard), s.completenessCSV))
	r.GET("/cycles/:cycle/search", s.page(onBody(access.SeeBoard), s.search))
	r.GET("/cycles/:cycle/method", s.page(onBody(access.SeeBoard), s.method))
	r.GET("/cycles/:cycle/indicators/:indicator", s.page(onBody(access.SeeBoard), s.indicator))

	r.GET("/cycles/:cycle/compare", s.page(onBody(access.SeeBoard), s.compare))
	r.GET("/cycles/:cycle/units/:unit", s.page(onUnit(access.SeeUnit), s.scorecard))
	r.GET("/cycles/:cycle/units/:unit/scorecard.xlsx", s.file(onUnit(access.SeeUnit), s.scorecardWorkbook))
	r.GET("/cycles/:cycle/units/:unit/scorecard.csv", s.file(onUnit(access.SeeUnit), s.scorecardCSV))
	r.GET("/cycles/:cycle/units/:unit/indicators/:indicator", s.page(onUnit(access.SeeUnit), s.receipt))
	r.GET("/cycles/:cycle/units/:unit/indicators/:indicator/receipt.json", s.file(onUnit(access.SeeUnit), s.receiptJSON))

	r.GET("/cycles/:cycle/units/:unit/report", s.page(onUnit(access.SeeUnit), s.report))
	r.GET("/cycles/:cycle/units/:unit/form.xlsx", s.file(onUnit(access.SeeUnit), s.form))
	r.POST("/cycles/:cycle/units/:unit/report", s.deed(onReport, s.receive))
	r.POST("/cycles/:cycle/units/:unit/submit", s.deed(onReport, s.submit))
	r.GET("/cycles/:cycle/units/:unit/entry", s.page(onReport, s.entryPage))
	r.POST("/cycles/:cycle/units/:unit/entry", s.deed(onReport, s.typeIn))
	r.GET("/uploads/:upload", s.live(onUpload, s.upload))
	r.POST("/uploads/:upload/accept", s.deed(onAccept, s.accept))
	r.GET("/uploads/:upload/file", s.file(onFile, s.original))
	r.GET("/uploads/:upload/marked.xlsx", s.file(onFile, s.marked))
	r.GET("/uploads/:upload/carried.xlsx", s.file(onUpload, s.carried))
	r.GET("/attachments/:attachment", s.asked(onAttachment, s.attachment))

	r.GET("/cycles/:cycle/forms.zip", s.stream(onBody(access.Load), s.forms))
	r.GET("/cycles/:cycle/batches", s.live(onBody(access.Load), s.batches))
	r.POST("/cycles/:cycle/batches", s.deed(onBody(access.Load), s.load))
	r.GET("/batches/:batch", s.live(onBatch, s.batch))
	r.GET("/batches/:batch/results.csv", s.file(onBatch, s.batchResults))

	r.GET("/recipes", s.page(onRecipes, s.recipes))
	r.POST("/recipes", s.deed(onRecipes, s.saveRecipe))
	r.POST("/recipes/sample", s.deed(onRecipes, s.sampleForm))
	r.POST("/recipes/file", s.deed(onRecipes, s.uploadRecipe))
	r.GET("/recipes/new", s.page(onRecipes, s.newRecipe))
	r.POST("/recipes/new", s.deed(onRecipes, s.mapRecipe))
	r.GET("/recipes/trial", s.page(onRecipes, s.tryRecipe))
	r.GET("/recipes/:recipe", s.page(onRecipes, s.recipe))
	r.GET("/recipes/:recipe/file", s.file(onRecipes, s.recipeFile))
	r.GET("/recipes/:recipe/sample", s.file(onRecipes, s.recipeSample))
	r.GET("/cycles/:cycle/recipes/:recipe", s.page(onBody(access.Load), s.foreign))
	r.POST("/cycles/:cycle/recipes/:recipe", s.deed(onBody(access.Load), s.receiveForeign))
	r.POST("/cycles/:cycle/recipes/:recipe/keep", s.deed(onBody(access.Load), s.keepForeign))
}

// recordRoutes are the editions of a cycle, and the log.
func (s *Server) recordRoutes(r *gin.Engine) {
	r.GET("/cycles/:cycle/editions", s.live(onBody(access.SeeBoard), s.editions))
	r.POST("/cycles/:cycle/editions", s.deed(onBody(access.Publish), s.propose))
	r.POST("/cycles/:cycle/editions/approve", s.deed(onBody(access.Publish), s.approve))
	r.POST("/cycles/:cycle/editions/withdraw", s.deed(onBody(access.Publish), s.withdraw))
	r.GET("/cycles/:cycle/editions/:edition", s.live(onBody(access.SeeBoard), s.edition))
	r.POST("/cycles/:cycle/editions/:edition/verify", s.deed(onBody(access.Audit), s.verifyEdition))
	r.GET("/cycles/:cycle/editions/:edition/edition.json", s.stream(onBody(access.SeeUnit), s.editionFile))

	r.GET("/log", s.live(onLog, s.log))
	r.GET("/log.csv", s.file(onLog, s.logCSV))
	r.POST("/log/verify", s.deed(onLog, s.verifyLog))
}

// appraisalRoutes are those by which claims are judged and answered for. Whose turn it is,
// and what is in the way, the desk says.
func (s *Server) appraisalRoutes(r *gin.Engine) {
	r.GET("/cycles/:cycle/appraisals", s.live(onQueue, s.queue))
	r.POST("/cycles/:cycle/appraisals", s.deed(onQueue, s.acceptMany))
	r.POST("/cycles/:cycle/appraisals/undo", s.deed(onQueue, s.undoMany))
	r.GET("/cycles/:cycle/countermarks", s.live(onPart(access.Appraise), s.countermarks))
	r.GET("/cycles/:cycle/units/:unit/indicators/:indicator/countermark", s.live(onUnit(access.Appraise), s.countermark))
	r.POST("/cycles/:cycle/units/:unit/indicators/:indicator/countermark", s.deed(onUnit(access.Appraise), s.remark))
	r.GET("/cycles/:cycle/agreement", s.live(onPart(access.Oversee), s.agreement))
	r.GET("/cycles/:cycle/agreement.csv", s.file(onPart(access.Oversee), s.agreementCSV))
	r.GET("/cycles/:cycle/procedure", s.live(onBody(access.Run), s.procedure))
	r.POST("/cycles/:cycle/procedure", s.deed(onBody(access.Run), s.setProcedure))
	r.POST("/cycles/:cycle/rules", s.deed(onBody(access.Publish), s.askRules))
	r.POST("/cycles/:cycle/rules/grant", s.deed(onBody(access.Publish), s.grantRules))

	r.GET("/cycles/:cycle/units/:unit/indicators/:indicator/appraisal", s.live(onClaim, s.claim))
	r.POST("/cycles/:cycle/units/:unit/indicators/:indicator/appraisal", s.deed(onClaim, s.judge))
	r.GET("/cycles/:cycle/units/:unit/indicators/:indicator/thread", s.live(onUnit(access.SeeUnit), s.thread))
	r.POST("/cycles/:cycle/units/:unit/indicators/:indicator/thread", s.deed(onUnit(access.Answer), s.answer))
	r.GET("/cycles/:cycle/units/:unit/appraisal", s.live(onUnit(access.SeeUnit), s.docket))
	r.POST("/cycles/:cycle/units/:unit/appraisal/end", s.deed(byAny(access.Appraise, access.Settle, access.Answer, access.Run), s.endTurn))
	r.POST("/cycles/:cycle/units/:unit/appraisal/finish", s.deed(byAny(access.Settle, access.Appraise), s.finish))
	r.POST("/cycles/:cycle/units/:unit/appraisal/reopening", s.deed(byAny(access.Settle, access.Publish), s.askReopening))
	r.POST("/cycles/:cycle/units/:unit/appraisal/exemption", s.deed(byAny(access.Appraise, access.Settle, access.Publish), s.askExemption))
	r.POST("/cycles/:cycle/units/:unit/appraisal/assign", s.deed(byAny(access.Settle, access.Run), s.assign))
	r.POST("/cycles/:cycle/units/:unit/appraisal/grant", s.deed(byAny(access.Settle, access.Publish), s.grant))
}

// doorRoutes are those of who comes in, and of who may.
func (s *Server) doorRoutes(r *gin.Engine) {
	r.GET("/sign-in", s.deed(anybody, s.signInForm))
	r.POST("/sign-in", s.deed(anybody, s.signIn))
	r.GET("/sign-in/code", s.deed(anybody, s.codeForm))
	r.POST("/sign-in/code", s.deed(anybody, s.confirm))
	r.GET(providerURL, s.deed(anybody, s.sendOut))
	r.GET(returnURL, s.deed(anybody, s.takeIn))
	r.GET("/first-start", s.open(s.foundingForm))
	r.POST("/first-start", s.deed(anybody, s.found))
	r.POST("/sign-out", s.deed(anybody, s.signOut))

	r.GET("/account", s.live(signedIn, s.account))
	r.POST("/account/password", s.deed(oneself, s.changePassword))
	r.GET("/account/device", s.live(signedIn, s.device))
	r.POST("/account/device", s.deed(oneself, s.enrol))
	r.POST("/account/recovery", s.deed(oneself, s.renewRecovery))
	r.POST("/account/sessions", s.deed(oneself, s.endSessions))
	r.GET("/people", s.live(onPeople, s.people))
	r.POST("/people", s.deed(onPeople, s.addPerson))
	r.POST("/people/list", s.deed(onPeople, s.importPeople))
	r.GET("/people/list.csv", s.file(onPeople, s.blankList))
	r.GET("/people/:person", s.live(onPerson, s.person))
	r.POST("/people/:person", s.deed(onPerson, s.changePerson))
	r.POST("/people/:person/reset", s.deed(onPerson, s.resetPerson))
	r.POST("/people/:person/passport", s.deed(onPerson, s.passPerson))
	r.POST("/people/:person/sessions", s.deed(onPerson, s.endPersonSessions))
	r.POST("/mandates/:mandate/grant", s.deed(onMandate, s.grantMandate))
	r.POST("/mandates/:mandate/lapse", s.deed(onMandate, s.lapseMandate))
	r.GET("/people/:person/rights", s.page(onSeen, s.seen))
	r.GET("/rights", s.page(onRights, s.rights))
	r.GET("/rights.csv", s.file(onRights, s.rightsCSV))
}

// dueRoutes are about what is due, when, and what shows that it was done.
func (s *Server) dueRoutes(r *gin.Engine) {
	r.GET("/", s.live(signedIn, s.work))
	r.POST("/notices", s.deed(oneself, s.see))
	r.GET("/receipts", s.live(signedIn, s.code))
	r.GET("/cycles/:cycle/calendar", s.live(onBody(access.SeeBoard), s.calendar))
	r.POST("/cycles/:cycle/windows", s.deed(onBody(access.Run), s.setWindow))
	r.POST("/cycles/:cycle/windows/spread", s.deed(onBody(access.Run), s.spreadWindows))
	r.POST("/cycles/:cycle/extensions", s.deed(onBody(access.Run), s.extend))

	r.GET("/cycles/:cycle/units/:unit/evidence", s.live(onUnit(access.SeeUnit), s.locker))
	r.POST("/cycles/:cycle/units/:unit/evidence", s.deed(onUnit(access.Report), s.prove))
	r.POST("/cycles/:cycle/units/:unit/citations", s.deed(onUnit(access.Report), s.cite))
	r.GET("/cycles/:cycle/units/:unit/evidence/:evidence/file", s.asked(onUnit(access.SeeUnit), s.evidenceFile))
	r.GET("/cycles/:cycle/units/:unit/evidence/:evidence/view", s.asked(onUnit(access.SeeUnit), s.viewEvidence))
}

// anybody and signedIn ask for no deed on any unit.
var anybody, signedIn may

// onBody asks about the body whose cycle the address names.
func onBody(d access.Deed) may {
	return func(s *Server, c *gin.Context) (access.Deed, string, error) {
		cycle, err := s.board.Store.Cycle(c.Request.Context(), c.Param("cycle"))
		return d, cycle.Body, err
	}
}

// onUnit asks about the unit the address names, which must belong to the body of its cycle.
func onUnit(d access.Deed) may {
	return func(s *Server, c *gin.Context) (access.Deed, string, error) {
		cycle, err := s.board.Store.Cycle(c.Request.Context(), c.Param("cycle"))
		if err != nil {
			return "", "", err
		}
		_, units, err := s.peopleNow(c)
		if err != nil {
			return "", "", err
		}
		unit := c.Param("unit")
		if !slices.ContainsFunc(reform.Subtree(units, cycle.Body), func(u reform.Unit) bool { return u.ID == unit }) {
			return "", "", fmt.Errorf("unit %s in cycle %s: %w", unit, cycle.ID, reform.ErrNotFound)
		}
		return d, unit, nil
	}
}

// oneself asks for nothing but that somebody is signed in, and of a deed too.
func oneself(_ *Server, _ *gin.Context) (access.Deed, string, error) { return "", "", nil }

// onPeople asks whether the visitor admits people anywhere: where they are themselves.
func onPeople(_ *Server, c *gin.Context) (access.Deed, string, error) {
	return access.Admit, visitorOf(c).Unit, nil
}

// onRights asks whether the visitor gives rights, or reads who has them.
func onRights(_ *Server, c *gin.Context) (access.Deed, string, error) {
	return rightsDeed(c), visitorOf(c).Unit, nil
}

func rightsDeed(c *gin.Context) access.Deed {
	if visitorOf(c).Role == reform.Auditor {
		return access.Audit
	}
	return access.Admit
}

// onPerson asks about the unit of the person that the address names. Who is beyond the
// visitor's reach is as unknown as who is not there.
func onPerson(s *Server, c *gin.Context) (access.Deed, string, error) {
	if err := s.allowed(c, onPeople); err != nil {
		return "", "", err
	}
	users, units, err := s.peopleNow(c)
	if err != nil {
		return "", "", err
	}
	person, there := users[c.Param("person")]
	if !there || !access.May(visitorOf(c), access.Admit, units, person.Unit) {
		return "", "", fmt.Errorf("person %s: %w", c.Param("person"), reform.ErrNotFound)
	}
	return access.Admit, person.Unit, nil
}

// onSeen asks whether the visitor reads what a person may do.
func onSeen(s *Server, c *gin.Context) (access.Deed, string, error) {
	if err := s.allowed(c, onRights); err != nil {
		return "", "", err
	}
	users, units, err := s.peopleNow(c)
	if err != nil {
		return "", "", err
	}
	person, there := users[c.Param("person")]
	if !there || !access.May(visitorOf(c), rightsDeed(c), units, person.Unit) {
		return "", "", fmt.Errorf("person %s: %w", c.Param("person"), reform.ErrNotFound)
	}
	return rightsDeed(c), person.Unit, nil
}

// onMandate asks about the unit over which a mandate is. Of what is beyond the visitor's
// reach the answer is that of what is not there.
func onMandate(s *Server, c *gin.Context) (access.Deed, string, error) {
	if err := s.allowed(c, onPeople); err != nil {
		return "", "", err
	}
	_, units, err := s.peopleNow(c)
	if err != nil {
		return "", "", err
	}
	m, err := s.board.Store.Mandate(c.Request.Context(), c.Param("mandate"))
	if err == nil && !access.May(visitorOf(c), access.Admit, units, m.Unit) {
		err = fmt.Errorf("mandate %s: %w", m.ID, reform.ErrNotFound)
	}
	return access.Admit, m.Unit, err
}

// onReport asks whether the visitor hands in what this source says of the unit.
func onReport(s *Server, c *gin.Context) (access.Deed, string, error) {
	return onUnit(access.For(source(c)))(s, c)
}

// onUpload asks about the unit an upload is about.
func onUpload(s *Server, c *gin.Context) (access.Deed, string, error) {
	u, err := s.board.Store.Upload(c.Request.Context(), c.Param("upload"))
	return access.SeeUnit, u.Unit, err
}

// onAccept asks whether the visitor hands in the report that an upload is about.
func onAccept(s *Server, c *gin.Context) (access.Deed, string, error) {
	u, err := s.board.Store.Upload(c.Request.Context(), c.Param("upload"))
	return access.For(u.Source), u.Unit, err
}

// onLog asks whether the visitor reads the log, which is of all bodies.
func onLog(*Server, *gin.Context) (access.Deed, string, error) { return access.Audit, "", nil }

// source is whose report the address is about: the unit's own unless it says so.
func source(c *gin.Context) reform.Source {
	if s := reform.Source(c.Query("source")); s != "" {
		return s
	}
	return reform.FromUnit
}
