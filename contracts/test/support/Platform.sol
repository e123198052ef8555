// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.30;

import {Test} from "forge-std/Test.sol";
import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {IAllowanceTransfer} from "permit2/interfaces/IAllowanceTransfer.sol";
import {IEIP712} from "permit2/interfaces/IEIP712.sol";
import {IFeeSchedule} from "../../src/interfaces/IFeeSchedule.sol";
import {IModuleFactory} from "../../src/interfaces/IModuleFactory.sol";
import {IPaymentProcessor} from "../../src/interfaces/IPaymentProcessor.sol";
import {ISubscriptionModule} from "../../src/interfaces/ISubscriptionModule.sol";
import {ITokenRegistry} from "../../src/interfaces/ITokenRegistry.sol";
import {Reason, Responsible} from "../../src/interfaces/Reason.sol";
import {TestUsd} from "../../src/test-tokens/TestUsd.sol";

/// @notice The whole platform, one merchant with the plan "Pro" (10 USDC, 30 days, 3 days of grace), and Alice.
abstract contract Platform is Test {
    bytes32 private constant PERMIT2_SALT = 0x0000000000000000000000000000000000000000d3af2663da51c10215000000;
    address private constant CREATE2_DEPLOYER = 0x4e59b44847b379578588920cA78FbF26c0B4956C;
    bytes32 private constant DETAILS_TYPE =
        keccak256("PermitDetails(address token,uint160 amount,uint48 expiration,uint48 nonce)");
    bytes32 private constant SINGLE_TYPE = keccak256(
        "PermitSingle(PermitDetails details,address spender,uint256 sigDeadline)PermitDetails(address token,uint160 amount,uint48 expiration,uint48 nonce)"
    );

    address internal constant PERMIT2_ADDRESS = 0x000000000022D473030F116dDEE9F6B43aC78BA3;
    uint256 internal constant UNLIMITED = type(uint256).max;
    uint160 internal constant ENDLESS = type(uint160).max;
    uint48 internal constant NOON = 1_780_000_000;
    uint160 internal constant PRICE = 10e6;
    uint32 internal constant MONTH = 30 days;
    uint32 internal constant GRACE = 3 days;

    IAllowanceTransfer internal permit2 = IAllowanceTransfer(PERMIT2_ADDRESS);
    IPaymentProcessor internal processor;
    IModuleFactory internal factory;
    ITokenRegistry internal registry;
    IFeeSchedule internal fees;
    ISubscriptionModule internal module;
    TestUsd internal usd;
    uint256 internal pro;

    address internal owner = makeAddr("owner");
    address internal keeper = makeAddr("keeper");
    address internal treasury = makeAddr("treasury");
    address internal merchant = makeAddr("merchant");
    address internal stranger = makeAddr("stranger");
    address internal alice;
    uint256 internal aliceKey;

    function setUp() public virtual {
        vm.warp(NOON);
        (alice, aliceKey) = makeAddrAndKey("alice");
        _deployPermit2();
        _deployPlatform();
        module = _deployModule(merchant);
        usd = new TestUsd();
        _enable(address(usd));
        pro = _createPlan(module, address(usd));
        _fund(alice, 1_000e6);
    }

    // ---- deploying

    function _deployPermit2() private {
        (bool ok,) = CREATE2_DEPLOYER.call(bytes.concat(PERMIT2_SALT, vm.getCode("out/Permit2.sol/Permit2.json")));
        require(ok && PERMIT2_ADDRESS.code.length > 0, "Permit2 is not at its canonical address");
    }

    function _deployPlatform() private {
        fees = IFeeSchedule(deployCode("FeeSchedule.sol:FeeSchedule", abi.encode(owner, 500, 2_000)));
        registry = ITokenRegistry(deployCode("TokenRegistry.sol:TokenRegistry", abi.encode(owner)));
        processor = _deployProcessor(vm.computeCreateAddress(address(this), vm.getNonce(address(this)) + 2));
        address[] memory implementations = new address[](1);
        implementations[0] = deployCode("SubscriptionModule.sol:SubscriptionModule", abi.encode(processor));
        factory = IModuleFactory(deployCode("ModuleFactory.sol:ModuleFactory", abi.encode(implementations)));
    }

    function _deployProcessor(address factory_) internal returns (IPaymentProcessor deployed) {
        deployed = IPaymentProcessor(
            deployCode(
                "PaymentProcessor.sol:PaymentProcessor",
                abi.encode(owner, PERMIT2_ADDRESS, factory_, registry, fees, treasury)
            )
        );
        vm.prank(owner);
        deployed.setKeeper(keeper, true);
    }

    function _deployModule(address merchant_) internal returns (ISubscriptionModule) {
        vm.prank(merchant_);
        return ISubscriptionModule(factory.deployModule(0));
    }

    function _enable(address token) internal {
        vm.prank(owner);
        registry.setPolicy(token, true, 1, ENDLESS, ITokenRegistry.Kind.Permit);
    }

    function _createPlan(ISubscriptionModule module_, address token) internal returns (uint256) {
        vm.prank(module_.merchant());
        return module_.createPlan(PRICE, MONTH, GRACE, token, keccak256("Pro"));
    }

    // ---- paying

    function _fund(address payer, uint256 amount) internal {
        usd.mint(payer, amount);
        vm.prank(payer);
        usd.approve(PERMIT2_ADDRESS, type(uint256).max);
    }

    function _permit(address payer, uint160 amount, uint48 expiration)
        internal
        view
        returns (IAllowanceTransfer.PermitSingle memory)
    {
        return _permit(payer, address(usd), amount, expiration);
    }

    function _permit(address payer, address token, uint160 amount, uint48 expiration)
        internal
        view
        returns (IAllowanceTransfer.PermitSingle memory)
    {
        (,, uint48 nonce) = permit2.allowance(payer, token, address(processor));
        return IAllowanceTransfer.PermitSingle({
            details: IAllowanceTransfer.PermitDetails(token, amount, expiration, nonce),
            spender: address(processor),
            sigDeadline: vm.getBlockTimestamp() + 1 hours
        });
    }

    function _sign(uint256 key, IAllowanceTransfer.PermitSingle memory permit) internal view returns (bytes memory) {
        (uint8 v, bytes32 r, bytes32 s) = vm.sign(key, _digest(permit));
        return abi.encodePacked(r, s, v);
    }

    function _digest(IAllowanceTransfer.PermitSingle memory permit) internal view returns (bytes32) {
        bytes32 details = keccak256(abi.encode(DETAILS_TYPE, permit.details));
        bytes32 single = keccak256(abi.encode(SINGLE_TYPE, details, permit.spender, permit.sigDeadline));
        return keccak256(abi.encodePacked("\x19\x01", IEIP712(PERMIT2_ADDRESS).DOMAIN_SEPARATOR(), single));
    }

    /// @dev Alice subscribes to Pro without a limit to executions, for ten years.
    function _subscribe() internal returns (uint256) {
        return _subscribe(module, pro, alice, aliceKey, UNLIMITED);
    }

    function _subscribe(ISubscriptionModule to, uint256 planId, address payer, uint256 key, uint256 budget)
        internal
        returns (uint256)
    {
        (address token,) = to.quoteRegistration(planId);
        IAllowanceTransfer.PermitSingle memory permit =
            _permit(payer, token, ENDLESS, uint48(vm.getBlockTimestamp() + 3650 days));
        bytes memory signature = _sign(key, permit);
        vm.prank(payer);
        return to.subscribeWithPermit(planId, budget, permit, signature);
    }

    function _execute(uint256 subId) internal {
        vm.prank(keeper);
        processor.execute(address(module), subId);
    }

    function _batchOne(address module_, uint256 subId) internal returns (Reason) {
        address[] memory modules = new address[](1);
        uint256[] memory ids = new uint256[](1);
        (modules[0], ids[0]) = (module_, subId);
        vm.prank(keeper);
        return processor.batchExecute(modules, ids)[0];
    }

    function _charged() internal returns (uint256 subId) {
        subId = _subscribe();
        _execute(subId);
    }

    function _lockdown(address payer) internal {
        IAllowanceTransfer.TokenSpenderPair[] memory pairs = new IAllowanceTransfer.TokenSpenderPair[](1);
        pairs[0] = IAllowanceTransfer.TokenSpenderPair(address(usd), address(processor));
        vm.prank(payer);
        permit2.lockdown(pairs);
    }

    function _pauseProcessor() internal {
        vm.prank(owner);
        processor.pause();
    }

    function _unpauseProcessor() internal {
        vm.prank(owner);
        processor.unpause();
    }

    // ---- asking

    function _reasonOf(uint256 subId) internal view returns (Reason reason) {
        (reason,,,,,,) = module.quoteExecution(subId);
    }

    function _nextChargeAt(uint256 subId) internal view returns (uint48) {
        return module.subscription(subId).nextChargeAt;
    }

    function _assertEq(Reason actual, Reason expected) internal pure {
        assertEq(uint8(actual), uint8(expected), "reason");
    }

    function _expectRefused(uint256 subId, Reason reason) internal {
        vm.expectRevert(
            abi.encodeWithSelector(IPaymentProcessor.NotChargeable.selector, address(module), subId, reason)
        );
    }

    function _standing(uint256 subId) internal view returns (ISubscriptionModule.Standing memory) {
        ISubscriptionModule.Subscription memory s = module.subscription(subId);
        return ISubscriptionModule.Standing({
            pausedBySubscriber: s.pausedBySubscriber,
            pausedByMerchant: s.pausedByMerchant,
            cancelled: s.cancelled,
            blocked: module.isBlocked(s.subscriber),
            remainingExecutions: s.remainingExecutions,
            nextChargeAt: s.nextChargeAt,
            windowId: s.windowId,
            allowanceExpiry: s.allowanceExpiry
        });
    }

    function _expectFailed(uint256 subId, Reason code, Responsible responsible) internal {
        uint64 windowId = module.subscription(subId).windowId;
        vm.expectEmit(address(processor));
        emit IPaymentProcessor.ExecutionFailed(address(module), subId, windowId, code, responsible, keeper);
    }
}
