package io.latchkey.verifier.schedule;

import io.latchkey.contracts.check.CheckFact.CheckCompleted;
import io.latchkey.verifier.grant.Grant;
import java.util.UUID;

/** What a caller who wants a check now may do. */
public sealed interface Admission {
    /** Make the check: the row is the caller's until it is settled. */
    record Claimed(Claim claim) implements Admission {}

    /** Wait: another caller or replica works on the row under this claim. */
    record Busy(UUID owner) implements Admission {}

    /** Take the result of the check that was waited for. */
    record Answered(CheckCompleted check) implements Admission {}

    /** Do without: nobody checks the connection, and the caller cannot wait for a check any more. */
    record Late() implements Admission {}

    /** Make the check without a claim: the feed has not delivered the connection yet, so nothing is scheduled. */
    record Unscheduled(Grant grant) implements Admission {}
}
