// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.30;

import {IPaymentProcessor} from "../../src/interfaces/IPaymentProcessor.sol";
import {Reason, Responsible} from "../../src/interfaces/Reason.sol";
import {FaultyModule} from "../support/FaultyModule.sol";
import {FaultyModules} from "../support/FaultyModules.sol";

contract FaultyModuleTest is FaultyModules {
    FaultyModule.Quote private quote;

    function setUp() public override {
        super.setUp();
        quote = _honest();
    }

    function test_an_honest_quote_is_charged() public {
        _executeFaulty();
        assertEq(usd.balanceOf(merchant), 9_500_000);
    }

    function test_a_lower_price_is_charged() public {
        quote.amount = PRICE / 2;
        faulty.setQuote(quote);
        _executeFaulty();
        assertEq(usd.balanceOf(merchant), 4_750_000);
    }

    function test_another_payer_is_refused() public {
        address bob = makeAddr("bob");
        _fund(bob, PRICE);
        vm.prank(bob);
        permit2.approve(address(usd), address(processor), ENDLESS, NOON + 1 days);
        quote.payer = bob;
        _refused();
        assertEq(usd.balanceOf(bob), PRICE);
    }

    function test_a_higher_price_is_refused() public {
        quote.amount = PRICE + 1;
        _refused();
    }

    function test_another_token_is_refused() public {
        quote.token = stranger;
        _refused();
    }

    function test_another_payer_is_refused_even_when_the_module_tells_a_failure() public {
        (quote.payer, quote.reason) = (stranger, Reason.PaymentWindowViolation);
        _refused();
    }

    function test_a_window_beyond_all_windows_is_refused() public {
        quote.windowId = 1 << 29;
        _refused();
    }

    function test_words_that_are_no_values_are_refused() public {
        uint256 dirty = type(uint256).max;
        _refusedRaw(abi.encode(19, alice, merchant, usd, PRICE, NOON, 1));
        _refusedRaw(abi.encode(0, dirty, merchant, usd, PRICE, NOON, 1));
        _refusedRaw(abi.encode(0, alice, dirty, usd, PRICE, NOON, 1));
        _refusedRaw(abi.encode(0, alice, merchant, dirty, PRICE, NOON, 1));
        _refusedRaw(abi.encode(0, alice, merchant, usd, dirty, NOON, 1));
        _refusedRaw(abi.encode(0, alice, merchant, usd, PRICE, dirty, 1));
        _refusedRaw(abi.encode(0, alice, merchant, usd, PRICE, NOON, dirty));
        _refusedRaw(abi.encode(0, alice));
    }

    function test_a_window_is_charged_once_whatever_the_module_says() public {
        _executeFaulty();
        _expectAlreadyProcessed(1);
        _executeFaulty();
        assertEq(usd.balanceOf(alice), 1_000e6 - PRICE);
    }

    function test_an_earlier_page_of_windows_is_closed() public {
        quote.windowId = 40;
        faulty.setQuote(quote);
        _executeFaulty();
        quote.windowId = 31;
        faulty.setQuote(quote);
        _expectAlreadyProcessed(31);
        _executeFaulty();
        assertTrue(processor.isCharged(address(faulty), 1, 31));
        assertFalse(processor.isCharged(address(faulty), 1, 39));
    }

    function testFuzz_no_order_of_windows_is_charged_twice(uint8[16] calldata windows) public {
        for (uint256 i = 0; i < windows.length; ++i) {
            quote.windowId = windows[i];
            faulty.setQuote(quote);
            bool before = processor.isCharged(address(faulty), 1, windows[i]);
            uint256 balance = usd.balanceOf(alice);
            vm.prank(keeper);
            try processor.execute(address(faulty), 1) {} catch {}
            assertEq(balance - usd.balanceOf(alice), before ? 0 : PRICE);
            assertTrue(processor.isCharged(address(faulty), 1, windows[i]));
        }
    }

    function test_a_module_that_refuses_the_charge_undoes_it_and_its_mark() public {
        faulty.setRefusesExecution(true);
        vm.expectEmit(address(processor));
        emit IPaymentProcessor.ExecutionFailed(
            address(faulty), 1, 1, Reason.TransferFailed, Responsible.Protocol, keeper
        );
        _executeFaulty();
        assertEq(usd.balanceOf(alice), 1_000e6);
        assertFalse(processor.isCharged(address(faulty), 1, 1));
    }

    function test_a_module_cannot_pay_the_payer_himself() public {
        quote.recipient = alice;
        faulty.setQuote(quote);
        _executeFaulty();
        assertEq(usd.balanceOf(alice), 1_000e6);
        assertFalse(processor.isCharged(address(faulty), 1, 1));
    }

    function test_a_registration_is_never_replaced() public {
        faulty.setNextId(1);
        vm.expectRevert(abi.encodeWithSelector(IPaymentProcessor.AlreadyRegistered.selector, address(faulty), 1));
        this.register();
    }

    function test_a_module_of_no_factory_spends_nothing() public {
        FaultyModule foreign = new FaultyModule(address(processor), merchant);
        foreign.setQuote(quote);
        vm.expectRevert(abi.encodeWithSelector(IPaymentProcessor.UnknownModule.selector, address(foreign)));
        this.registerAt(foreign);

        vm.prank(keeper);
        vm.expectRevert(abi.encodeWithSelector(IPaymentProcessor.UnknownModule.selector, address(foreign)));
        processor.execute(address(foreign), 1);
    }

    function test_nobody_settles_past_the_checks() public {
        bytes memory settle = abi.encodeWithSignature(
            "settle((address,uint256,address,address,address,uint160,uint48,uint64,address,uint16,uint16))",
            address(faulty),
            1,
            alice,
            stranger,
            address(usd),
            PRICE,
            NOON,
            1,
            stranger,
            0,
            0
        );
        vm.prank(keeper);
        (bool done, bytes memory answer) = address(processor).call(settle);
        assertFalse(done);
        assertEq(answer, abi.encodeWithSelector(IPaymentProcessor.NotSelf.selector, keeper));
    }

    function register() external {
        _register(faulty);
    }

    function registerAt(FaultyModule module_) external {
        _register(module_);
    }

    function _refused() private {
        faulty.setQuote(quote);
        _expectMismatch();
        _executeFaulty();
        _assertEq(_batchOne(address(faulty), 1), Reason.QuoteMismatch);
    }

    function _refusedRaw(bytes memory raw) private {
        faulty.setRawQuote(raw);
        _expectMismatch();
        _executeFaulty();
    }

    function _expectAlreadyProcessed(uint64 windowId) private {
        vm.expectEmit(address(processor));
        emit IPaymentProcessor.ExecutionFailed(
            address(faulty), 1, windowId, Reason.PaymentAlreadyProcessed, Responsible.Nobody, keeper
        );
    }
}
