package io.amser.api.authorization;

import io.amser.protocol.Address;
import io.amser.protocol.PlanId;
import java.util.List;

/** Whether {@code wallet} is authorized for any of {@code plans} of {@code module}. */
record Question(Address module, Address wallet, List<PlanId> plans) {}
