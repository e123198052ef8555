package io.amser.keeper.chain;

import io.amser.keeper.decision.Purse;
import io.amser.keeper.decision.QuotedCharge;
import io.amser.protocol.AllowanceKey;
import java.util.List;
import java.util.Map;

/** What the chain says, in one block, about a lot of due windows: a quote each, and what the wallets can pay. */
public record LotAnswers(List<QuotedCharge> quoted, Map<AllowanceKey, Purse> purses) {}
