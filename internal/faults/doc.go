// Package faults kills, cuts, floods and misleads the real program, and then holds what
// its users were told against what is there.
//
// Its one rule: what a client was told is so, and nothing is half done, whatever happened
// in between. What is so, the checker says, which is tried itself on boards that lack
// something (TestCheckerSeesWhatIsMissing).
//
// It runs by make faults, with few faults, as CI does; longer=10 has ten times as many of
// those that fall by dice, 200 clients, every kilobyte and every statement; from longer=50
// on half a thousand kills during uploads. The dice are printed and can be thrown again.
//
//	R1   killed during uploads             TestKilledWhileReportsComeIn
//	R2   … while an archive is taken in    TestKilledWhileAnArchiveIsTakenIn; in process: flow/batches TestBatchGoesOnWhereItWasKilled
//	     … while claims are judged         TestKilledWhileClaimsAreJudged
//	R3   … while an edition is published   TestKilledWhileAnEditionIsPublished
//	R4   … while the schema is migrated    TestKilledWhileASQLiteFileIsMigrated, TestKilledWhilePostgreSQLIsMigrated
//	R9   the same many times at once       TestTheSameFiftyTimesAtOnce; in process: flow TestDoubleClickIsOneVersionAndNoConflict,
//	                                       flow/record TestSecondClicksAreNoMistake; typed into two tabs: flow TestNobodyOverwritesAnotherSilently
//	R10  edits while claims are judged     TestUnitsEditWhileTheyAreJudged; random sequences: flow/appraisals TestManyAtOnceReachNoIllegalState
//	R11  clocks that leap                  TestClockThatLeaps, TestDeadlineIsDecidedOnce; reform TestClockThatLeapsBackKeepsNobodyOut
//	R12  cut lines, slow senders           TestCutUploadLeavesNothing, TestSlowSendersLeaveOthersTheirPace
//	R19  two servers on one file           TestSecondServerIsRefused; in process: store TestSecondProcessOnOneFileIsRefused
//	R21  an end during 200 uploads         TestServerThatIsToldToEndAnswersFirst
//
// The last minute before a deadline (R13) is web TestRush and store
// TestTwoHundredAtOnceAllGetThrough.
//
// Note: an upload has no key of its own by which a retry is known; the version that was
// seen is that key (R9).
package faults
