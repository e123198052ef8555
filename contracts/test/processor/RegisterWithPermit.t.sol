// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.30;

import {IAllowanceTransfer} from "permit2/interfaces/IAllowanceTransfer.sol";
import {IPaymentProcessor} from "../../src/interfaces/IPaymentProcessor.sol";
import {ITokenRegistry} from "../../src/interfaces/ITokenRegistry.sol";
import {Platform} from "../support/Platform.sol";

contract RegisterWithPermitTest is Platform {
    uint48 private constant YEAR_END = NOON + 365 days;

    function test_it_consumes_the_permit_and_remembers_payer_token_and_price() public {
        uint256 subId = _subscribe();
        (uint160 amount, uint48 expiration, uint48 nonce) = permit2.allowance(alice, address(usd), address(processor));
        assertEq(amount, ENDLESS);
        assertEq(expiration, NOON + 3650 days);
        assertEq(nonce, 1);

        (address payer, address token, uint160 price) = processor.registration(address(module), subId);
        assertEq(payer, alice);
        assertEq(token, address(usd));
        assertEq(price, PRICE);
    }

    function testFuzz_any_price_survives_the_packing(uint160 price) public {
        price = uint160(bound(price, 1, ENDLESS));
        vm.prank(merchant);
        uint256 planId = module.createPlan(price, MONTH, GRACE, address(usd), 0);
        uint256 subId = _subscribe(module, planId, alice, aliceKey, 1);
        (,, uint160 stored) = processor.registration(address(module), subId);
        assertEq(stored, price);
    }

    function test_a_module_of_another_factory_is_unknown() public {
        IAllowanceTransfer.PermitSingle memory permit = _permit(alice, ENDLESS, YEAR_END);
        vm.prank(stranger);
        vm.expectRevert(abi.encodeWithSelector(IPaymentProcessor.UnknownModule.selector, stranger));
        processor.registerWithPermit(alice, pro, 1, permit, "");
    }

    function test_a_merchant_cannot_subscribe_to_himself() public {
        IAllowanceTransfer.PermitSingle memory permit = _permit(merchant, ENDLESS, YEAR_END);
        vm.prank(merchant);
        vm.expectRevert(abi.encodeWithSelector(IPaymentProcessor.SelfSubscription.selector, merchant));
        module.subscribeWithPermit(pro, 1, permit, "");
    }

    function test_a_price_out_of_the_token_policy_is_refused() public {
        vm.prank(owner);
        registry.setPolicy(address(usd), true, PRICE + 1, ENDLESS, ITokenRegistry.Kind.Permit);
        _expectRefused(
            _permit(alice, ENDLESS, YEAR_END),
            abi.encodeWithSelector(IPaymentProcessor.UnsupportedToken.selector, address(usd), PRICE)
        );
    }

    function test_a_permit_for_another_token_is_refused() public {
        IAllowanceTransfer.PermitSingle memory permit = _permit(alice, ENDLESS, YEAR_END);
        permit.details.token = stranger;
        _expectRefused(
            permit, abi.encodeWithSelector(IPaymentProcessor.PermitMismatch.selector, stranger, address(processor))
        );
    }

    function test_a_permit_for_another_spender_is_refused() public {
        IAllowanceTransfer.PermitSingle memory permit = _permit(alice, ENDLESS, YEAR_END);
        permit.spender = stranger;
        _expectRefused(
            permit, abi.encodeWithSelector(IPaymentProcessor.PermitMismatch.selector, address(usd), stranger)
        );
    }

    function test_an_expired_permit_is_refused() public {
        _expectRefused(
            _permit(alice, ENDLESS, NOON - 1),
            abi.encodeWithSelector(IPaymentProcessor.PermitExpired.selector, NOON - 1)
        );
    }

    function test_a_permit_without_expiration_is_refused() public {
        _expectRefused(_permit(alice, ENDLESS, 0), abi.encodeWithSelector(IPaymentProcessor.PermitExpired.selector, 0));
    }

    function test_a_permit_signed_by_somebody_else_is_refused() public {
        (, uint256 bobKey) = makeAddrAndKey("bob");
        IAllowanceTransfer.PermitSingle memory permit = _permit(alice, ENDLESS, YEAR_END);
        bytes memory signature = _sign(bobKey, permit);
        vm.prank(alice);
        vm.expectRevert(bytes4(keccak256("InvalidSigner()")));
        module.subscribeWithPermit(pro, 1, permit, signature);
    }

    function test_a_permit_with_a_nonce_to_come_is_refused() public {
        IAllowanceTransfer.PermitSingle memory permit = _permit(alice, ENDLESS, YEAR_END);
        permit.details.nonce = 5;
        _expectRefused(permit, abi.encodePacked(bytes4(keccak256("InvalidNonce()"))));
    }

    function test_a_permit_below_one_charge_is_refused() public {
        _expectLowers(_permit(alice, PRICE - 1, YEAR_END), 0, 0);
    }

    function test_a_permit_of_exactly_one_charge_is_enough() public {
        _subscribeWith(pro, _permit(alice, PRICE, YEAR_END));
    }

    function test_a_second_permit_adds_at_least_one_charge_to_the_first() public {
        _subscribeWith(pro, _permit(alice, 50e6, YEAR_END));
        uint256 other = _createPlan(module, address(usd));
        _expectLowers(other, _permit(alice, 50e6 + PRICE - 1, YEAR_END), 50e6, YEAR_END);
        _subscribeWith(other, _permit(alice, 50e6 + PRICE, YEAR_END));
    }

    function test_an_endless_permit_is_always_enough() public {
        _subscribeWith(pro, _permit(alice, ENDLESS, YEAR_END));
        _subscribeWith(_createPlan(module, address(usd)), _permit(alice, ENDLESS, YEAR_END));
    }

    function test_an_endless_allowance_is_not_replaced_by_a_finite_one() public {
        _subscribeWith(pro, _permit(alice, ENDLESS, YEAR_END));
        uint256 other = _createPlan(module, address(usd));
        _expectLowers(other, _permit(alice, ENDLESS - 1, YEAR_END), ENDLESS, YEAR_END);
    }

    function test_a_permit_does_not_shorten_the_standing_allowance() public {
        _subscribeWith(pro, _permit(alice, 50e6, YEAR_END));
        uint256 other = _createPlan(module, address(usd));
        _expectLowers(other, _permit(alice, ENDLESS, YEAR_END - 1), 50e6, YEAR_END);
    }

    function test_an_expired_allowance_counts_as_none() public {
        _approve(ENDLESS, NOON - 1);
        _subscribeWith(pro, _permit(alice, PRICE, YEAR_END));
    }

    function test_a_used_up_allowance_may_be_shortened() public {
        _approve(0, YEAR_END);
        _subscribeWith(pro, _permit(alice, PRICE, NOON + 1 days));
    }

    function test_an_empty_signature_uses_the_standing_allowance() public {
        _approve(PRICE, YEAR_END);
        uint256 subId = _subscribeUnsigned(YEAR_END - 1);
        assertEq(module.subscription(subId).allowanceExpiry, YEAR_END - 1);
        (uint160 amount,, uint48 nonce) = permit2.allowance(alice, address(usd), address(processor));
        assertEq(amount, PRICE);
        assertEq(nonce, 0);
    }

    function test_consent_is_capped_at_the_standing_expiration() public {
        _approve(PRICE, YEAR_END);
        uint256 subId = _subscribeUnsigned(YEAR_END + 1);
        assertEq(module.subscription(subId).allowanceExpiry, YEAR_END);
    }

    function test_a_standing_allowance_below_one_charge_is_too_low() public {
        _approve(PRICE - 1, YEAR_END);
        vm.expectRevert(
            abi.encodeWithSelector(IPaymentProcessor.StandingAllowanceTooLow.selector, PRICE - 1, YEAR_END, PRICE)
        );
        this.subscribeUnsigned(YEAR_END);
    }

    function test_an_expired_standing_allowance_is_too_low() public {
        _approve(ENDLESS, NOON - 1);
        vm.expectRevert(
            abi.encodeWithSelector(IPaymentProcessor.StandingAllowanceTooLow.selector, ENDLESS, NOON - 1, PRICE)
        );
        this.subscribeUnsigned(YEAR_END);
    }

    function test_a_permit_that_was_used_before_is_capped_at_the_standing_expiration() public {
        (IAllowanceTransfer.PermitSingle memory permit, bytes memory signature) = _usedPermit();
        _approve(PRICE, YEAR_END - 1);
        vm.prank(alice);
        uint256 subId = module.subscribeWithPermit(pro, 1, permit, signature);
        assertEq(module.subscription(subId).allowanceExpiry, YEAR_END - 1);
    }

    function test_a_permit_that_was_used_before_consents_no_longer_than_it_says() public {
        (IAllowanceTransfer.PermitSingle memory permit, bytes memory signature) = _usedPermit();
        _approve(PRICE, YEAR_END + 1);
        vm.prank(alice);
        uint256 subId = module.subscribeWithPermit(pro, 1, permit, signature);
        assertEq(module.subscription(subId).allowanceExpiry, YEAR_END);
    }

    function test_a_permit_that_was_used_before_needs_a_standing_charge() public {
        _expectUsedPermitTooLow(PRICE - 1, YEAR_END);
    }

    function test_a_permit_that_was_used_before_needs_a_living_allowance() public {
        _expectUsedPermitTooLow(ENDLESS, NOON - 1);
    }

    function subscribeUnsigned(uint48 expiration) external {
        _subscribeUnsigned(expiration);
    }

    function _subscribeUnsigned(uint48 expiration) private returns (uint256) {
        IAllowanceTransfer.PermitSingle memory permit = _permit(alice, 0, expiration);
        vm.prank(alice);
        return module.subscribeWithPermit(pro, 1, permit, "");
    }

    /// @dev A stranger sent it to Permit2, so that its nonce lies behind.
    function _usedPermit() private returns (IAllowanceTransfer.PermitSingle memory permit, bytes memory signature) {
        permit = _permit(alice, ENDLESS, YEAR_END);
        signature = _sign(aliceKey, permit);
        vm.prank(stranger);
        permit2.permit(alice, permit, signature);
    }

    function _expectUsedPermitTooLow(uint160 standing, uint48 until) private {
        (IAllowanceTransfer.PermitSingle memory permit, bytes memory signature) = _usedPermit();
        _approve(standing, until);
        vm.prank(alice);
        vm.expectRevert(
            abi.encodeWithSelector(IPaymentProcessor.StandingAllowanceTooLow.selector, standing, until, PRICE)
        );
        module.subscribeWithPermit(pro, 1, permit, signature);
    }

    function _subscribeWith(uint256 planId, IAllowanceTransfer.PermitSingle memory permit) private {
        bytes memory signature = _sign(aliceKey, permit);
        vm.prank(alice);
        module.subscribeWithPermit(planId, 1, permit, signature);
    }

    function _approve(uint160 amount, uint48 expiration) private {
        vm.prank(alice);
        permit2.approve(address(usd), address(processor), amount, expiration);
    }

    function _expectRefused(IAllowanceTransfer.PermitSingle memory permit, bytes memory error) private {
        bytes memory signature = _sign(aliceKey, permit);
        vm.prank(alice);
        vm.expectRevert(error);
        module.subscribeWithPermit(pro, 1, permit, signature);
    }

    function _expectLowers(IAllowanceTransfer.PermitSingle memory permit, uint160 standing, uint48 until) private {
        _expectLowers(pro, permit, standing, until);
    }

    function _expectLowers(
        uint256 planId,
        IAllowanceTransfer.PermitSingle memory permit,
        uint160 standing,
        uint48 until
    ) private {
        bytes memory signature = _sign(aliceKey, permit);
        vm.prank(alice);
        vm.expectRevert(
            abi.encodeWithSelector(
                IPaymentProcessor.PermitLowersAllowance.selector,
                permit.details.amount,
                permit.details.expiration,
                standing,
                until
            )
        );
        module.subscribeWithPermit(planId, 1, permit, signature);
    }
}
