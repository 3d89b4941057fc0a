// Package reform holds the nouns of the board: the public bodies that report,
// the rules they are judged by, what they say, and what comes of it.
//
// Its one rule: it knows nothing else. It reads no file, keeps no row, draws no
// page and asks nobody the time; every other package is a verb on these nouns.
//
// The glossary, in the order in which a cycle runs (Vietnamese terms as used in
// the field stand in brackets):
//
//   - [Unit] (đơn vị): a public body that reports and is ranked.
//   - [PeerGroup] (khối đơn vị): the Units ranked against each other; a Unit
//     belongs to at most one.
//   - [Framework] (bộ chỉ số): one edition of the rules: Areas of Indicators,
//     their Points, and the Grades. Once used it never changes.
//   - [Change] (thay đổi so với phiên bản trước): what became of Indicators from
//     the edition before: what may be compared with what.
//   - [Area] (lĩnh vực): a field of reform with its own subtotal; Areas nest.
//   - [Aggregation] (cách tính từ các phần): how the parts of an Area become one
//     score: added up, or a mean of one kind or another.
//   - [Facet] (công bố kèm theo): the same thing averaged over several Areas,
//     published beside the tree and never counted in it.
//   - [Indicator] (tiêu chí): the smallest thing scored: its most Points, its
//     Rule over Figures and its target.
//   - [Figure] (số liệu): a number, choice or day that a Unit reports once,
//     whichever Indicators use it.
//   - [Check] (quan hệ giữa các số liệu): what Figures must fit together: parts
//     and their whole, or what the period before left.
//   - [Source] (nguồn số liệu): who supplies a Figure: the unit, a survey, ….
//   - [Rule], [RuleKind] (cách tính điểm): how Figures earn Points.
//   - [Normalisation] (chuẩn hóa): how a Rule places a figure on a scale.
//   - [Example] (ví dụ): what a Rule is given and what it must earn; a Framework
//     whose Example comes out otherwise is refused.
//   - [Applicability] (áp dụng cho): of which Units an Indicator is asked.
//   - [Reapportion], [Fill]: what becomes of points that do not apply to a Unit,
//     and what stands in for what has not been reported.
//   - [Rounding] (làm tròn), [RankRule], [Ties] (đồng hạng): where scores are
//     rounded, how they are compared, and which rank equals share.
//   - [Points] (điểm): ten-thousandths of a point; they add and compare exactly.
//   - [Decimal], [Fraction]: an exact number as it is written, and as it is
//     reckoned with: a third stays a third until the one rounding.
//   - [Grade] (xếp loại): a named band of totals.
//   - [Period] (kỳ): the span of time that Reports are about.
//   - [Cycle] (đợt báo cáo): one Period of one body judged by one Framework.
//   - [Phase] (giai đoạn): how far a Cycle has come: planned, open, closed.
//   - [Stage] (bước của đợt): a part of a Cycle in which one side acts: reporting,
//     appraisal, explanation, council.
//   - [Window] (thời hạn): when a Stage opens, is due and closes for one peer group,
//     or for all; [Extension] (gia hạn): more time for one Unit, and why.
//   - [Report] (báo cáo): what one Source says of one Unit in one Cycle; each
//     change is a new version.
//   - [Status] (trạng thái): how far a Report has come: draft, submitted.
//   - [Timeliness] (đúng hạn, muộn, quá hạn): how a Unit's own Report stands against
//     the due time of its Window.
//   - [Fact] (dữ kiện hệ thống tự ghi nhận), [Lateness] (số ngày nộp chậm): what a Figure
//     reads of the record itself, and how late a Unit's own Report first came.
//   - [Value] (giá trị kê khai): what a Report says for one Figure, or why it
//     says nothing.
//   - [Absence]: why there is no Value: not reported, not applicable, or no
//     practice. Only the last is a zero.
//   - [Upload] (tệp đã nộp): a workbook exactly as received, by whom and when.
//   - [Difference] (những thay đổi nếu giữ), [Alteration]: what an Upload would
//     change in the newest Report, Value by Value, before anybody accepts it.
//   - [Attachment] (tài liệu kèm theo): a paper that came with an Upload to support it.
//   - [Proof] (tài liệu phải có): what an Indicator asks to be shown.
//   - [Evidence] (tài liệu kiểm chứng): a file, a reference or an explanation that a
//     Unit has to show; [Citation] (viện dẫn): for which Indicator of which Cycle it does.
//   - [Batch] (gói tệp), [BatchItem]: many Units' workbooks handed in at once, and
//     what came of each.
//   - [Recipe] (cách đọc biểu mẫu): how a form that people fill in already, and that
//     is not the board's own, is read.
//   - [Origin] (ô nguồn): the sheet and cell where a Value or Finding was read.
//   - [Finding] (phát hiện): something wrong or doubtful that a person should
//     look at, and where.
//   - [Claim] (nội dung tự chấm): an Indicator as one Unit's word for it.
//   - [Procedure] (trình tự thẩm định), [Turn] (lượt): how Claims are judged: whose turn
//     it is to speak, in which order and until when.
//   - [Appraisal] (thẩm định), [Verdict] (kết luận), [Ground] (lý do điều chỉnh): what
//     somebody judged of a Claim, and why. It never overwrites a Value.
//   - [Lot] (bốc thăm): by which it is drawn, for anybody to draw again, which Claims are
//     judged twice; [Countermark] (chấm đối chứng): what the second person judged, who did
//     not know the first Verdict; [Pair], [Agreement] (độ thống nhất): how far both agree.
//   - [Assignment] (phân công): gives Claims of one Unit to one person to judge.
//   - [Explanation] (giải trình), [Stance]: what the Unit answers to that.
//   - [Review] (hồ sơ thẩm định): how far the judging of one Unit has come: in a turn,
//     settled, final. [Docket]: all that was said in it.
//   - [Permit] (văn bản cho phép): what two persons decide against the ordinary course: to
//     reopen what is final, or to set a conflict of interest aside.
//   - [Objection] (lý do chưa thực hiện được), [Obstacle]: why something asked for in the
//     judging of Claims cannot be done.
//   - [Basis] (cơ sở chấm): on whose word a Tally stands: self-scored, or verified.
//   - [Score] (điểm tiêu chí): the Points earned for one Indicator, its [State],
//     and the [Working] that shows how, with the [Peers] it was compared with.
//   - [Subtotal] (điểm lĩnh vực): the same of one Area, made of each [Part].
//   - [Scorecard] (phiếu điểm): all Scores of one Unit in one Cycle.
//   - [Standing] (thứ hạng): one Unit's place in a Ranking.
//   - [Place] (thứ hạng theo tiêu chí): where a Unit stands by one Indicator.
//   - [Ranking] (bảng xếp hạng): the Standings of one peer group, or of all.
//   - [Weakness] (chỉ tiêu còn yếu): how far one Indicator falls short over many
//     Units: Points still to be recovered, spread, systemic or local.
//   - [Outlook] (triển vọng), [Course] (chiều hướng): where a level is heading against
//     its target, at the pace of the Cycles before.
//   - [Radar], [Signal] (chỉ tiêu còn yếu của một [Scope], phạm vi): the Weaknesses of
//     all Units, of one peer group or of one Unit, each with its Course.
//   - [Lack] (số còn thiếu): how many more of a Figure would reach a target.
//   - [Tally] (bảng tổng hợp): all that is known of one Cycle as of one moment.
//   - [SeenNotice] (thông báo đã đọc): that a person has read what the board tells
//     by itself: what is due, overdue, or due at another time.
//   - [User], [Role] (người dùng, vai trò): a person who may act.
//   - [Session] (phiên đăng nhập), [Lives]: one browser in which a User has signed
//     in, and how long that lasts; [SignIn] (lần đăng nhập trước): when it was last.
//   - [SecondFactor] (xác thực lớp thứ hai), [RecoveryCode] (mã khôi phục): what is
//     asked for beside the password, and what stands in for it once.
//   - [Tries] (số lần đăng nhập không thành), [Pace]: how guessing is counted, and
//     slowed down.
//   - [Publication] (bản công bố; "edition" on English pages): a Cycle as made public,
//     frozen with all that it was worked out from; numbered, and named by its SHA-256.
//   - [Proposal] (đề nghị công bố): one person's word that a Cycle be published as it
//     stands; it takes another person to approve it.
//   - [Correction] (đính chính), [UnitChange], [Revision]: what an edition changes in the
//     one that it replaces, and why.
//   - [Late] (đến muộn): a Report that came after the freeze, and waits for the next edition.
//   - [Verification], [Discrepancy] (sai khác): where a Publication does not hold against what it was made
//     from, or against what is there now.
//   - [Event] (nhật ký), [Deed]: who did what, when; only ever added, each bound to the
//     one before by a hash.
//   - [Subject]: the rows that a Deed wrote, and that its Event vouches for.
//   - [Inventory] (kiểm kê ban đầu): what stood on the board before its log vouched for it,
//     as it was found.
//   - [Anchor] (mốc nhật ký): the newest Event as written down outside the log, so that a
//     log whose end was cut shows.
package reform
